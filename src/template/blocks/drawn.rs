//! Pictures with their credits, lines and plain shapes.

use std::sync::Arc;

use super::expander::Expander;
use crate::color::Color;
use crate::frame::Role;
use crate::geom::Length;
use crate::template::cuts::PictureShape;
use crate::template::named;
use crate::template::nodes::in_line;
use crate::template::palette::INK;
use crate::template::plan::{Cut, Fit, Gap, Kind, Node, PicturePlan, RuledLine, Shape, Side};
use crate::template::schema::{ImageBlock, RuleBlock, ShapeBlock};
use crate::template::values::Flow;

impl Expander<'_, '_> {
    /// A picture with its credit under it, as its licence usually requires. Without a credit, the picture alone
    /// fills the area.
    pub(super) fn image(&mut self, own: &ImageBlock, bleed: &[Side]) -> Kind {
        let wanted = own.image.clone().unwrap_or_default();
        let campaign = self.context.campaign;
        // The logo has no place among the pictures, so it is found by its own name.
        let image = if wanted == "logo" {
            campaign.logo().cloned()
        } else if wanted == named::PORTRAIT {
            campaign.portraits().next().cloned()
        } else {
            let all = named::pictures(campaign, &wanted);
            self.chosen("image", std::slice::from_ref(&wanted), &all)
                .pop()
        };
        let Some(image) = image else {
            return Kind::Empty;
        };
        let id = image.id.clone();
        // Licences ask for both the author and the licence beside the picture.
        let credit: Vec<&str> = [&image.credit, &image.license]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect();
        let credit = credit.join(", ");
        let look = self.picture_look(own, &image.asset.picture);
        let picture = Kind::Picture(PicturePlan {
            image: Arc::new(image),
            fit: own.fit.unwrap_or(Fit::Cover),
            cut: own.shape.as_ref().map_or(Cut::Whole, PictureShape::cut),
            toning: look.toning,
            ground: look.ground,
            asks: look.asks,
            area: self.context.origin(self.key),
            origin: self.context.words.origin(&format!("image.{id}")),
        });
        if !own.credit.unwrap_or(true) || credit.is_empty() {
            return picture;
        }
        let name = own.note.as_deref().unwrap_or("small");
        let style = self.context.style(&self.at("note"), Some(name));
        let line = self.paragraph(
            self.content(&format!("image.{id}.credit"), &credit),
            &style,
            Role::Note,
        );
        in_line(
            vec![
                Node {
                    // The picture runs into the bleed, its credit does not.
                    bleed: bleed.to_vec(),
                    ..self.boxed(picture)
                },
                line,
            ],
            Flow::Column,
            // Close to the picture that it belongs to: about half a line of small type (practice).
            Gap::Given(Length::mm(1.2) * self.context.scale, Length::ZERO),
        )
    }

    /// The colour of a mark, a line or a shape.
    pub(super) fn drawn_color(&mut self, color: &Option<String>) -> Color {
        let color = color.as_deref().unwrap_or(INK);
        self.context.color(&self.at("color"), color)
    }

    pub(super) fn shape(&mut self, own: &ShapeBlock) -> Kind {
        let color = self.drawn_color(&own.color);
        let shape = own.shape.unwrap_or(Shape::Rectangle);
        Kind::Shape(shape, color)
    }

    pub(super) fn rule(&mut self, own: &RuleBlock) -> Kind {
        let color = self.drawn_color(&own.color);
        // A press prints no line thinner than a quarter point reliably (practice).
        let weight =
            (own.rule.unwrap_or(Length::pt(1.0)) * self.context.scale).max(Length::pt(0.25));
        Kind::Rule(RuledLine {
            weight,
            color,
            dashed: own.dashed.unwrap_or(false),
            upright: own.upright.unwrap_or(false),
        })
    }
}
