"""Draws the pictures of the test campaigns. Run it in this folder: `/usr/bin/python3 draw.py`.

It needs Pillow (9.4 or later) and writes each picture beside the campaign that shows it. The drawings are made
from plain shapes, so they show nobody, and they are CC0. The same Pillow always writes the same files.
"""

import math
import os
import random

from PIL import Image, ImageDraw, ImageFilter

# Everything is drawn twice as large and then reduced, which makes edges smooth.
SCALE = 2


class Picture:
    """A drawing with coordinates in pixels of the finished picture."""

    def __init__(self, width, height, top, bottom):
        self.width, self.height = width, height
        self.image = gradient(width * SCALE, height * SCALE, top, bottom)
        self.pen = ImageDraw.Draw(self.image)

    def polygon(self, points, fill):
        self.pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=fill)

    def ellipse(self, x, y, rx, ry, fill):
        self.pen.ellipse([(x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE], fill=fill)

    def box(self, left, top, right, bottom, fill, radius=0):
        area = [left * SCALE, top * SCALE, right * SCALE, bottom * SCALE]
        self.pen.rounded_rectangle(area, radius * SCALE, fill=fill)

    def stroke(self, points, width, fill):
        """A thick line with round ends and joints."""
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.pen.line(scaled, fill=fill, width=int(width * SCALE), joint="curve")
        for x, y in points:
            self.ellipse(x, y, width / 2, width / 2, fill)

    def glow(self, x, y, radius, color, strength):
        """A soft light: what is drawn before it shines through."""
        small = Image.new("L", (self.width // 4, self.height // 4), 0)
        area = [(x - radius) / 4, (y - radius) / 4, (x + radius) / 4, (y + radius) / 4]
        ImageDraw.Draw(small).ellipse(area, fill=int(255 * strength))
        mask = small.filter(ImageFilter.GaussianBlur(radius / 9)).resize(self.image.size)
        self.image.paste(Image.new("RGB", self.image.size, color), (0, 0), mask)
        self.pen = ImageDraw.Draw(self.image)

    def save(self, path, quality=80):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        image = self.image.resize((self.width, self.height), Image.LANCZOS)
        if path.endswith(".png"):
            image.quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)
        else:
            image.save(path, quality=quality, optimize=True)
        print(f"{path}: {self.width} x {self.height}, {os.path.getsize(path) // 1024} kB")


def gradient(width, height, top, bottom):
    column = Image.new("RGB", (1, height))
    for y in range(height):
        part = y / max(1, height - 1)
        column.putpixel((0, y), tuple(round(a + (b - a) * part) for a, b in zip(top, bottom)))
    return column.resize((width, height))


def figure(picture, x, ground, height, coat, skin, arm=None, hair=(30, 24, 28)):
    """A person from the front. `arm` is the point that the right hand reaches up to."""
    head = height * 0.072
    shoulder = ground - height * 0.80
    hip = ground - height * 0.42
    wide = height * 0.145
    if arm:
        picture.stroke([(x + wide * 0.8, shoulder + wide * 0.35), (x + wide * 1.35, shoulder - wide * 0.2), arm], height * 0.052, coat)
        picture.ellipse(arm[0], arm[1], height * 0.032, height * 0.036, skin)
    for side in (-1, 1):
        picture.stroke([(x + side * wide * 0.45, hip), (x + side * wide * 0.5, ground)], height * 0.085, darker(coat, 0.55))
    if not arm:
        picture.stroke([(x + wide * 0.85, shoulder + wide * 0.3), (x + wide * 1.1, hip)], height * 0.055, darker(coat, 0.85))
    picture.stroke([(x - wide * 0.85, shoulder + wide * 0.3), (x - wide * 1.1, hip)], height * 0.055, darker(coat, 0.85))
    picture.box(x - wide, shoulder, x + wide, hip + height * 0.06, coat, wide * 0.45)
    picture.box(x, shoulder, x + wide, hip + height * 0.06, darker(coat, 0.88), wide * 0.45)
    picture.box(x - head * 0.45, shoulder - head * 0.7, x + head * 0.45, shoulder + head * 0.4, darker(skin, 0.85), head * 0.3)
    middle = shoulder - head * 1.25
    picture.ellipse(x, middle - head * 0.12, head * 1.08, head * 1.25, hair)
    picture.ellipse(x, middle + head * 0.12, head * 0.86, head * 1.05, skin)
    picture.box(x - head, middle - head * 1.2, x + head, middle - head * 0.45, hair, head * 0.5)


def darker(color, part):
    return tuple(int(value * part) for value in color)


SKINS = [(226, 178, 146), (188, 134, 100), (240, 200, 172), (134, 90, 66), (206, 156, 120)]


def pickets():
    """Pickets before a factory gate at dawn."""
    chance = random.Random(2)
    p = Picture(1600, 1000, (246, 170, 104), (252, 226, 172))
    p.glow(1180, 430, 330, (255, 240, 196), 0.9)
    p.ellipse(1180, 430, 120, 120, (255, 246, 214))
    wall = (112, 62, 70)
    for x, top, wide in ((140, 90, 62), (300, 150, 54), (1420, 200, 58)):
        p.polygon([(x, 640), (x + wide * 0.12, top), (x + wide * 0.88, top), (x + wide, 640)], darker(wall, 0.9))
        for puff in range(5):
            p.ellipse(x + wide / 2 + puff * 46, top - 10 - puff * 18, 30 + puff * 13, 20 + puff * 8, (236, 178, 134))
    for tooth in range(5):
        left = tooth * 190 - 60
        p.polygon([(left, 640), (left, 420), (left + 190, 340), (left + 190, 640)], wall)
        p.box(left + 40, 480, left + 150, 560, (246, 190, 110))
        p.stroke([(left + 95, 480), (left + 95, 560)], 5, wall)
    p.box(890, 480, 1600, 640, darker(wall, 1.1))
    for bar in range(24):
        p.box(910 + bar * 29, 500, 918 + bar * 29, 640, darker(wall, 0.6))
    p.box(0, 630, 1600, 1000, (74, 50, 66))
    p.polygon([(0, 700), (1600, 660), (1600, 1000), (0, 1000)], (92, 64, 78))
    coats = [(38, 60, 92), (196, 60, 46), (34, 44, 56), (228, 140, 40), (60, 92, 88), (112, 48, 72)]
    signs = [(252, 246, 232), (214, 48, 40), (250, 200, 60)]
    for row, (ground, tall) in enumerate(((860, 360), (1010, 470))):
        for place in range(7 + row):
            x = 60 + place * (232 - row * 20) + chance.randint(-18, 18) + row * 40
            tall_here = tall + chance.randint(-26, 26)
            hand = (x + tall_here * 0.23, ground - tall_here * 0.98)
            raised = (place + row) % 3 != 2
            if raised:
                p.stroke([hand, (hand[0] + 8, hand[1] - tall_here * 0.34)], 9, (120, 84, 56))
                wide, high = tall_here * 0.25, tall_here * 0.19
                top = hand[1] - tall_here * 0.5
                sign = signs[(place * 2 + row) % 3]
                p.box(hand[0] - wide + 8, top, hand[0] + wide + 8, top + high * 1.5, sign, 4)
                for line in range(3):
                    shade = darker(sign, 0.35) if sign != signs[1] else (250, 226, 210)
                    p.box(hand[0] - wide * 0.72, top + high * (0.28 + line * 0.38), hand[0] + wide * (0.8 - line * 0.25), top + high * (0.45 + line * 0.38), shade)
            figure(p, x, ground, tall_here, coats[(place + row * 2) % 6], SKINS[(place * 3 + row) % 5], hand if raised else None)
    p.save("strike/pickets.jpg", 78)


def face(p, x, y, size, skin, hair, shirt, long_hair):
    """Head and shoulders of somebody who does not exist."""
    shade = darker(skin, 0.84)
    if long_hair:
        p.ellipse(x, y - size * 0.02, size * 0.70, size * 0.86, hair)
        p.box(x - size * 0.68, y, x + size * 0.68, y + size * 1.15, hair, size * 0.3)
    p.polygon([(x - size * 1.55, y + size * 2.6), (x - size * 1.28, y + size * 1.32), (x - size * 0.35, y + size * 1.0), (x + size * 0.35, y + size * 1.0), (x + size * 1.28, y + size * 1.32), (x + size * 1.55, y + size * 2.6)], shirt)
    p.polygon([(x + size * 0.3, y + size * 2.6), (x + size * 0.3, y + size * 1.0), (x + size * 1.28, y + size * 1.32), (x + size * 1.55, y + size * 2.6)], darker(shirt, 0.85))
    p.box(x - size * 0.27, y + size * 0.4, x + size * 0.27, y + size * 1.1, shade, size * 0.1)
    p.ellipse(x, y + size * 1.06, size * 0.32, size * 0.2, shade)
    p.ellipse(x - size * 0.56, y + size * 0.08, size * 0.1, size * 0.17, shade)
    p.ellipse(x + size * 0.56, y + size * 0.08, size * 0.1, size * 0.17, shade)
    p.ellipse(x, y + size * 0.05, size * 0.56, size * 0.76, skin)
    p.pen.chord([(x - size * 0.56) * SCALE, (y - size * 0.71) * SCALE, (x + size * 0.56) * SCALE, (y + size * 0.81) * SCALE], -78, 78, fill=shade)
    p.ellipse(x - size * 0.07, y + size * 0.03, size * 0.48, size * 0.73, skin)
    for side in (-1, 1):
        eye = x + side * size * 0.22
        p.ellipse(eye, y + size * 0.02, size * 0.1, size * 0.058, (250, 244, 238))
        p.ellipse(eye, y + size * 0.02, size * 0.054, size * 0.056, (52, 34, 28))
        p.ellipse(eye + size * 0.016, y, size * 0.015, size * 0.015, (250, 244, 238))
        p.stroke([(eye - size * 0.12, y - size * 0.12), (eye, y - size * 0.165), (eye + size * 0.12, y - size * 0.12)], size * 0.045, hair)
    p.polygon([(x, y), (x + size * 0.1, y + size * 0.29), (x - size * 0.08, y + size * 0.29)], shade)
    p.stroke([(x - size * 0.19, y + size * 0.46), (x - size * 0.06, y + size * 0.5), (x + size * 0.06, y + size * 0.5), (x + size * 0.19, y + size * 0.45)], size * 0.055, (164, 76, 70))
    p.pen.pieslice([(x - size * 0.64) * SCALE, (y - size * 0.9) * SCALE, (x + size * 0.64) * SCALE, (y + size * 0.5) * SCALE], 188, 352, fill=hair)
    p.polygon([(x - size * 0.5, y - size * 0.25), (x - size * 0.2, y - size * 0.45), (x + size * 0.5, y - size * 0.28), (x + size * 0.46, y - size * 0.1), (x - size * 0.46, y - size * 0.1)], skin)
    p.polygon([(x - size * 0.58, y - size * 0.1), (x - size * 0.5, y - size * 0.34), (x - size * 0.36, y - size * 0.34), (x - size * 0.5, y - size * 0.06)], hair)
    p.polygon([(x + size * 0.58, y - size * 0.1), (x + size * 0.5, y - size * 0.34), (x + size * 0.36, y - size * 0.34), (x + size * 0.5, y - size * 0.06)], hair)
    for side in (-1, 1):
        eye = x + side * size * 0.22
        p.stroke([(eye - size * 0.12, y - size * 0.12), (eye, y - size * 0.165), (eye + size * 0.12, y - size * 0.12)], size * 0.04, hair)


def missing():
    """A young man before a light wall, as in a snapshot."""
    p = Picture(1200, 1600, (206, 222, 224), (170, 194, 200))
    p.glow(380, 420, 460, (240, 246, 240), 0.8)
    p.box(860, 0, 1200, 1600, (150, 176, 184))
    p.box(880, 90, 1180, 760, (222, 234, 232))
    p.stroke([(1030, 90), (1030, 760)], 14, (150, 176, 184))
    p.stroke([(880, 420), (1180, 420)], 14, (150, 176, 184))
    face(p, 580, 640, 420, (206, 152, 116), (44, 30, 28), (40, 104, 92), False)
    for stripe in range(3):
        p.stroke([(60, 1330 + stripe * 90), (420, 1296 + stripe * 90), (740, 1296 + stripe * 90), (1110, 1330 + stripe * 90)], 22, (236, 220, 176))
    p.save("missing-person/portrait.jpg", 80)


def march():
    """A march through a street behind a long banner."""
    chance = random.Random(5)
    p = Picture(1800, 1000, (92, 148, 190), (216, 232, 230))
    p.ellipse(420, 190, 130, 40, (236, 242, 240))
    p.ellipse(520, 170, 120, 52, (244, 248, 246))
    left = 0
    walls = [(226, 196, 158), (204, 160, 126), (238, 218, 186), (190, 140, 116)]
    for house in range(11):
        wide = chance.randint(140, 200)
        top = chance.randint(230, 340)
        wall = walls[house % 4]
        p.box(left, top, left + wide, 700, wall)
        p.polygon([(left - 6, top), (left + 26, top - 70), (left + wide - 26, top - 70), (left + wide + 6, top)], (92, 98, 112))
        for floor in range(4):
            for window in range(3):
                wx = left + wide * (0.12 + window * 0.29)
                p.box(wx, top + 28 + floor * 88, wx + wide * 0.17, top + 86 + floor * 88, darker(wall, 0.55))
        left += wide
    p.box(0, 640, 1800, 1000, (128, 128, 136))
    coats = [(44, 62, 104), (176, 40, 52), (238, 234, 226), (52, 96, 92), (226, 168, 52), (84, 62, 92), (240, 240, 240)]
    for row, (ground, tall) in enumerate(((760, 230), (820, 280), (890, 330))):
        for place in range(17 - row * 2):
            x = 30 + place * (112 + row * 16) + chance.randint(-20, 20)
            hand = (x + tall * 0.22, ground - tall * 1.05)
            raised = chance.random() < 0.35
            if raised:
                p.stroke([hand, (hand[0], hand[1] - tall * 0.55)], 6, (90, 66, 50))
                flag = [(200, 40, 50), (250, 246, 236), (40, 128, 110)][place % 3]
                y = hand[1] - tall * 0.55
                p.polygon([(hand[0], y), (hand[0] + 96, y + 18), (hand[0] + 84, y + 44), (hand[0] + 100, y + 70), (hand[0], y + 62)], flag)
            figure(p, x, ground, tall, coats[(place * 2 + row) % 7], SKINS[(place + row) % 5], hand if raised else None)
    for place in range(10):
        figure(p, 110 + place * 176 + chance.randint(-14, 14), 1020, 400, coats[(place * 3 + 1) % 7], SKINS[place % 5])
    p.polygon([(60, 800), (900, 782), (1744, 800), (1740, 972), (900, 958), (64, 972)], (196, 32, 46))
    p.polygon([(60, 800), (900, 782), (900, 800), (70, 818)], (222, 68, 72))
    for place in range(16):
        x = 140 + place * 97
        if place % 6 != 4:
            p.box(x, 838 + abs(place - 8) * 1.2, x + 70, 925 + abs(place - 8) * 1.2, (252, 246, 236), 10)
            p.box(x + 24, 838, x + 46, 838 + 34 + (place % 3) * 14, (196, 32, 46))
    p.save("march/march.jpg", 74)


def bottle():
    """A bottle of water on dry, cracked ground."""
    chance = random.Random(6)
    p = Picture(1280, 1280, (250, 192, 92), (246, 224, 176))
    p.glow(320, 300, 330, (255, 240, 190), 0.9)
    p.ellipse(320, 300, 130, 130, (255, 248, 220))
    p.polygon([(0, 620), (280, 520), (560, 600), (860, 490), (1280, 610), (1280, 760), (0, 760)], (206, 146, 92))
    p.box(0, 690, 1280, 1280, (176, 112, 68))
    rows = [690, 740, 810, 900, 1015, 1150, 1300]
    corners = []
    for number, y in enumerate(rows):
        step = 90 + number * 34
        corners.append([(x + chance.randint(-step // 4, step // 4), y + chance.randint(-10, 10) * (number + 1) // 2) for x in range(-step, 1280 + step * 2, step)])
    for upper, lower in zip(corners, corners[1:]):
        for place in range(len(upper) - 1):
            here = [upper[place], upper[place + 1], lower[min(place + 1, len(lower) - 1)], lower[min(place, len(lower) - 1)]]
            mx, my = (sum(c[i] for c in here) / 4 for i in (0, 1))
            tone = chance.choice([(214, 156, 104), (204, 144, 94), (222, 168, 118)])
            p.polygon([(mx + (x - mx) * 0.93, my + (y - my) * 0.9) for x, y in here], tone)
    p.ellipse(760, 1130, 330, 46, (120, 72, 48))
    glass, water = (150, 206, 216), (36, 128, 168)
    p.box(560, 440, 860, 1130, glass, 60)
    p.polygon([(560, 520), (650, 330), (770, 330), (860, 520)], glass)
    p.box(650, 250, 770, 350, glass)
    p.box(638, 190, 782, 270, (186, 40, 48), 14)
    p.box(576, 900, 844, 1114, water, 46)
    p.ellipse(710, 905, 134, 24, (84, 170, 200))
    p.box(560, 600, 860, 820, (250, 246, 234))
    p.ellipse(710, 710, 84, 84, (186, 40, 48))
    p.stroke([(654, 654), (766, 766)], 26, (250, 246, 234))
    p.stroke([(654, 766), (766, 654)], 26, (250, 246, 234))
    p.box(590, 470, 616, 1060, (214, 238, 240), 13)
    p.save("boycott/bottle.jpg", 80)


def candle():
    """Two hands hold a candle in the dark."""
    p = Picture(1200, 1600, (14, 16, 34), (40, 26, 34))
    p.glow(600, 560, 620, (126, 62, 30), 0.95)
    p.glow(600, 540, 330, (226, 134, 48), 0.9)
    p.glow(600, 530, 150, (255, 214, 120), 0.95)
    for x, y, size in ((150, 300, 20), (1040, 240, 16), (960, 700, 12), (210, 760, 14), (90, 980, 18), (1110, 1010, 20)):
        p.glow(x, y, size * 4, (200, 110, 40), 0.5)
        p.ellipse(x, y, size * 0.5, size, (255, 220, 140))
    p.box(530, 690, 670, 1180, (248, 226, 182), 20)
    p.box(612, 690, 670, 1180, (216, 176, 124), 20)
    p.ellipse(600, 694, 70, 22, (255, 242, 206))
    p.stroke([(600, 690), (604, 640)], 9, (50, 34, 30))
    p.polygon([(604, 400), (654, 540), (658, 600), (634, 644), (600, 654), (566, 644), (544, 600), (552, 530)], (255, 186, 66))
    p.polygon([(604, 480), (632, 570), (630, 618), (600, 640), (572, 618), (574, 566)], (255, 244, 200))
    skin, lit = (150, 88, 60), (222, 150, 100)
    for side in (-1, 1):
        p.polygon([(600 + side * 600, 1600), (600 + side * 470, 1260), (600 + side * 330, 1120), (600 + side * 180, 1240), (600 + side * 110, 1600)], (34, 36, 56))
        p.polygon([(600 + side * 360, 1420), (600 + side * 330, 1150), (600 + side * 240, 960), (600 + side * 60, 1060), (600 + side * 40, 1330), (600 + side * 180, 1480)], skin)
        for finger in range(4):
            y = 960 + finger * 76
            p.stroke([(600 + side * (290 - finger * 6), y + 40), (600 + side * 150, y - 10), (600 + side * 26, y + 26)], 74, darker(skin, 0.86))
            p.stroke([(600 + side * (286 - finger * 6), y + 30), (600 + side * 150, y - 18), (600 + side * 26, y + 16)], 58, lit)
            p.ellipse(600 + side * 22, y + 12, 17, 14, (246, 196, 150))
    p.save("vigil/candle.jpg", 80)


def fundraiser():
    """Six pictures of a kitchen for neighbours: two of each shape."""
    p = Picture(1500, 940, (120, 150, 176), (226, 214, 196))
    for x, wide, top, wall in ((-20, 420, 160, (178, 92, 74)), (400, 360, 230, (222, 186, 130)), (1120, 420, 130, (150, 106, 96))):
        p.box(x, top, x + wide, 800, wall)
        for floor in range(4):
            for window in range(3):
                wx, wy = x + wide * (0.12 + window * 0.28), top + 50 + floor * 145
                p.box(wx, wy, wx + wide * 0.17, wy + 88, (250, 216, 140) if (floor + window) % 3 == 0 else darker(wall, 0.5), 4)
    p.box(740, 360, 1130, 800, (236, 226, 206))
    p.polygon([(710, 360), (935, 220), (1160, 360)], (84, 62, 70))
    p.box(780, 430, 1090, 700, (252, 214, 122), 6)
    p.stroke([(935, 430), (935, 700)], 12, (96, 70, 64))
    p.polygon([(750, 420), (1120, 420), (1150, 490), (720, 490)], (190, 52, 44))
    for stripe in range(5):
        p.polygon([(760 + stripe * 76, 420), (796 + stripe * 76, 420), (796 + stripe * 82, 490), (752 + stripe * 80, 490)], (250, 240, 224))
    p.box(0, 780, 1500, 940, (110, 104, 112))
    for place in range(9):
        figure(p, 80 + place * 86, 880 - (place % 2) * 12, 220, [(48, 70, 104), (140, 54, 60), (66, 98, 80), (222, 160, 66)][place % 4], SKINS[place % 5])
    p.save("fund-raiser/street.jpg", 78)

    p = Picture(1500, 940, (240, 214, 170), (214, 166, 112))
    p.box(0, 0, 1500, 330, (96, 128, 122))
    for tile in range(16):
        p.stroke([(tile * 100, 0), (tile * 100, 330)], 4, (120, 152, 144))
    p.stroke([(0, 165), (1500, 165)], 4, (120, 152, 144))
    p.box(0, 560, 1500, 940, (146, 92, 62))
    p.box(0, 540, 1500, 590, (190, 128, 86))
    for place in range(5):
        x = 170 + place * 290
        p.ellipse(x, 660, 118, 30, (96, 56, 40))
        p.pen.pieslice([(x - 116) * SCALE, 520 * SCALE, (x + 116) * SCALE, 700 * SCALE], 0, 180, fill=(244, 240, 230))
        p.ellipse(x, 610, 116, 36, (252, 250, 244))
        p.ellipse(x, 612, 96, 26, (206, 84, 44))
        p.ellipse(x - 30, 606, 16, 7, (244, 200, 90))
        p.ellipse(x + 34, 616, 18, 7, (112, 150, 70))
        p.stroke([(x - 20, 540), (x - 4, 500), (x - 24, 460), (x - 6, 420)], 10, (250, 238, 214))
    p.box(500, 770, 1000, 860, (214, 150, 84), 44)
    for cut in range(4):
        p.stroke([(590 + cut * 90, 800), (620 + cut * 90, 786)], 12, (250, 214, 150))
    p.save("fund-raiser/table.jpg", 78)

    p = Picture(1240, 1240, (66, 88, 92), (150, 160, 146))
    p.box(0, 940, 1240, 1240, (52, 46, 50))
    p.box(120, 900, 1120, 960, (90, 80, 82), 10)
    p.box(300, 520, 940, 910, (196, 60, 48), 60)
    p.box(720, 520, 940, 910, (160, 44, 40), 60)
    p.ellipse(620, 530, 330, 66, (222, 92, 70))
    p.ellipse(620, 526, 290, 48, (246, 196, 96))
    for side in (-1, 1):
        p.stroke([(620 + side * 320, 620), (620 + side * 420, 630), (620 + side * 410, 700), (620 + side * 320, 706)], 34, (110, 32, 32))
    for steam in range(3):
        x = 470 + steam * 150
        p.stroke([(x, 440), (x + 44, 360), (x - 30, 270), (x + 30, 170), (x - 6, 90)], 30, (206, 214, 206))
    p.stroke([(760, 520), (1010, 150)], 26, (184, 140, 94))
    p.save("fund-raiser/pot.jpg", 80)

    p = Picture(1240, 1240, (178, 214, 220), (238, 240, 214))
    p.box(0, 900, 1240, 1240, (126, 156, 84))
    for bed in range(3):
        p.polygon([(90 + bed * 380, 940), (390 + bed * 380, 940), (430 + bed * 380, 1200), (40 + bed * 380, 1200)], (104, 70, 52))
        for plant in range(6):
            x, y = 130 + bed * 380 + (plant % 3) * 100, 1010 + plant // 3 * 120
            for leaf in (-1, 0, 1):
                p.stroke([(x, y), (x + leaf * 34, y - 56)], 20, (70, 128 + leaf * 16, 60))
    p.box(570, 540, 650, 960, (98, 68, 50))
    for x, y, size in ((610, 360, 250), (430, 470, 170), (800, 460, 180), (520, 250, 150), (730, 250, 150)):
        p.ellipse(x, y, size, size * 0.86, (66, 122, 66))
    for x, y, size in ((560, 310, 170), (420, 430, 110), (760, 410, 110)):
        p.ellipse(x, y, size, size * 0.8, (92, 152, 78))
    for x, y in ((480, 330), (610, 450), (720, 350), (830, 500), (420, 520), (590, 250)):
        p.ellipse(x, y, 28, 28, (214, 60, 48))
    p.save("fund-raiser/garden.jpg", 80)

    p = Picture(1000, 1340, (232, 198, 150), (214, 158, 106))
    p.glow(320, 360, 380, (252, 230, 190), 0.8)
    face(p, 500, 520, 340, (236, 192, 162), (150, 146, 150), (122, 54, 76), True)
    p.polygon([(250, 1340), (330, 900), (420, 880), (500, 1010), (580, 880), (670, 900), (750, 1340)], (246, 240, 226))
    p.save("fund-raiser/cook.jpg", 80)

    p = Picture(1000, 1340, (54, 76, 104), (104, 128, 140))
    for number, (x, tall, color) in enumerate(((150, 860, (134, 90, 66)), (330, 620, (240, 200, 172)), (510, 760, (188, 134, 100)), (690, 560, (226, 178, 146)), (860, 820, (206, 156, 120)))):
        top = 1340 - tall
        sleeve = [(190, 56, 48), (240, 188, 72), (44, 120, 108), (236, 228, 212), (118, 60, 96)][number]
        p.stroke([(x, 1400), (x, top + 190)], 96, color)
        p.box(x - 74, top + 420, x + 74, 1400, sleeve, 20)
        p.box(x - 70, top + 90, x + 70, top + 240, color, 44)
        for finger in range(4):
            p.stroke([(x - 50 + finger * 33, top + 120), (x - 56 + finger * 37, top + 6 - (20 if finger in (1, 2) else 0))], 29, color)
        p.stroke([(x + 52, top + 200), (x + 98, top + 120)], 31, darker(color, 0.9))
    p.save("fund-raiser/hands.jpg", 80)


def festival():
    """A stage by the sea at night, with lanterns."""
    p = Picture(1240, 1640, (28, 36, 92), (226, 112, 88))
    p.ellipse(930, 300, 110, 110, (252, 236, 196))
    p.ellipse(890, 280, 96, 96, (64, 50, 91))
    p.polygon([(0, 900), (260, 720), (470, 850), (760, 640), (1240, 890), (1240, 1000), (0, 1000)], (92, 54, 104))
    p.box(0, 960, 1240, 1240, (34, 92, 132))
    for wave in range(8):
        y = 985 + wave * 32
        p.stroke([(60 + wave * 37 % 300, y), (300 + wave * 53 % 300, y)], 6, (94, 152, 176))
        p.stroke([(700 + wave * 41 % 260, y + 12), (980 + wave * 29 % 240, y + 12)], 6, (94, 152, 176))
    for line, (left, right, sag) in enumerate(((150, 120, 250), (420, 380, 210))):
        points = [(x, left + (right - left) * x / 1240 + sag * (1 - ((x - 620) / 620) ** 2)) for x in range(0, 1241, 62)]
        p.stroke(points, 5, (236, 206, 160))
        for place, (x, y) in enumerate(points[1:-1:2]):
            color = [(250, 188, 64), (236, 84, 72), (82, 190, 170)][(place + line) % 3]
            p.ellipse(x, y + 50, 38, 46, color)
            p.ellipse(x - 8, y + 46, 18, 30, tuple(min(255, value + 40) for value in color))
            p.box(x - 14, y + 2, x + 14, y + 12, (70, 44, 60))
    p.polygon([(60, 1640), (140, 1230), (1100, 1230), (1180, 1640)], (60, 34, 56))
    p.box(120, 1220, 1120, 1264, (240, 178, 92))
    for place, coat in enumerate(((236, 84, 72), (250, 226, 180), (82, 190, 170), (250, 188, 64))):
        x = 260 + place * 240
        figure(p, x, 1244, 470, coat, SKINS[place], hair=(36, 20, 34))
        if place % 2:
            p.ellipse(x - 14, 1050, 66, 60, (134, 72, 40))
            p.stroke([(x, 1040), (x + 130, 930)], 18, (90, 48, 34))
        else:
            p.stroke([(x + 30, 960), (x - 40, 1110)], 14, (250, 226, 160))
    for place in range(9):
        x = 50 + place * 144
        p.ellipse(x, 1520 + place % 2 * 24, 50, 58, (26, 16, 36))
        p.box(x - 84, 1572 + place % 2 * 24, x + 84, 1700, (26, 16, 36), 60)
        if place % 3 == 1:
            p.stroke([(x + 66, 1620), (x + 96, 1480), (x + 84, 1400)], 30, (26, 16, 36))
    p.save("festival/stage.png")


if __name__ == "__main__":
    os.chdir(os.path.dirname(os.path.abspath(__file__)))
    for draw in (pickets, missing, march, bottle, candle, fundraiser, festival):
        draw()
