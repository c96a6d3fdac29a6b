use std::fs;

use miniz_oxide::deflate::compress_to_vec_zlib;

use super::*;

/// What [`unpack`] undoes.
fn pack(profile: &[u8]) -> Vec<u8> {
    let mut packed = profile.to_vec();
    for table in tables(profile) {
        let bytes = &profile[table.bytes.clone()];
        let step = |at: usize| u16::from_be_bytes([bytes[2 * at], bytes[2 * at + 1]]);
        let points = table.points();
        let mut steps: Vec<u16> = (0..table.channels)
            .flat_map(|channel| (0..points).map(move |point| point * table.channels + channel))
            .map(step)
            .collect();
        for axis in 0..table.axes {
            let stride = table.grid.pow(axis as u32);
            for line in steps.chunks_exact_mut(stride * table.grid) {
                for at in (stride..line.len()).rev() {
                    line[at] = line[at].wrapping_sub(line[at - stride]);
                }
            }
        }
        let folded = steps
            .iter()
            .map(|value| (value << 1) ^ (value >> 15).wrapping_neg());
        let (high, low): (Vec<u8>, Vec<u8>) = folded
            .map(|value| ((value >> 8) as u8, value as u8))
            .unzip();
        packed[table.bytes.clone()].copy_from_slice(&[high, low].concat());
    }
    compress_to_vec_zlib(&packed, 9)
}

/// `UPDATE_PROFILES=1 cargo test --lib profiles_are_packed` packs them anew.
#[test]
fn profiles_are_packed_without_loss() {
    for name in ["coated", "uncoated"] {
        let whole = fs::read(format!("profiles/{name}.icc")).expect("a profile");
        let path = format!("profiles/{name}.packed");
        if std::env::var_os("UPDATE_PROFILES").is_some() {
            fs::write(&path, pack(&whole)).expect("written");
        }
        let packed = fs::read(path).expect("a packed profile");
        assert!(packed.len() * 3 < whole.len(), "{name}: {}", packed.len());
        assert!(
            unpack(&packed).is_some_and(|profile| profile == whole),
            "{name}"
        );
    }
}

#[test]
fn damaged_profiles_are_none_or_others() {
    let packed = include_bytes!("../../../profiles/coated.packed");
    assert!(unpack(&packed[..packed.len() / 2]).is_none());
    assert!(unpack(b"").is_none());
    let mut profile = unpack(packed).expect("a profile");
    for at in [128, 130, 140, 496, 498, 536] {
        profile[at] ^= 0xff;
        let _ = unpack(&compress_to_vec_zlib(&profile, 1));
    }
}
