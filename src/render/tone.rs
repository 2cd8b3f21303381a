//! Scene light to code values: the tone curve of `shaders/common/tone.wgsl`, here for those that must know it without a
//! device. `tests/it/twins.rs` holds the two together.

use crate::optics::colour::srgb_encode;

/// Taken off every channel. Khronos take off 0.04, all that a surface reflects whatever its colour; photographs of skin
/// keep most of it. Without it dark skin, which has little blue, turns orange in pictures: its shadows double in chroma.
pub const OFFSET: f32 = 0.015;
/// Factor on the square of darker light, so that the curve starts at black and its slope has no step at twice the
/// offset.
pub const TOE: f32 = 0.25 / OFFSET;
/// Where highlights begin to be compressed.
pub const START: f32 = 0.8 - OFFSET;
/// How fast compressed highlights lose their colour.
pub const DESATURATION: f32 = 0.15;

/// Khronos PBR Neutral tone mapper (Khronos 2024): scene-linear to display-linear sRGB, both relative to white. Colours
/// below [`START`] keep their hue.
pub fn tone_curve(scene: [f32; 3]) -> [f32; 3] {
    let least = scene.into_iter().fold(f32::INFINITY, f32::min);
    let offset = if least < 2.0 * OFFSET { least - TOE * least * least } else { OFFSET };
    let color = scene.map(|channel| channel - offset);
    let peak = color.into_iter().fold(0.0, f32::max);
    if peak < START {
        return color;
    }
    let rest = 1.0 - START;
    let new_peak = 1.0 - rest * rest / (peak + rest - START);
    let fraction = 1.0 - 1.0 / (DESATURATION * (peak - new_peak) + 1.0);
    color.map(|channel| {
        let scaled = channel * new_peak / peak;
        scaled + fraction * (new_peak - scaled)
    })
}

/// sRGB code values, 0 to 255, of scene-linear light.
pub fn code_values(scene: [f32; 3]) -> [f32; 3] {
    tone_curve(scene).map(|channel| 255.0 * srgb_encode(channel.clamp(0.0, 1.0)))
}
