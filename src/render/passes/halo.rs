//! The wide halos, summed into the scalp atlas whenever dots, day or light change; never per frame.

use crate::render::atlas::SIDE_TEXELS;
use crate::render::buffers::InstanceBuffer;
use crate::render::layout::HaloInstance;
use crate::render::pipeline::{PassContext, PipelineDesc, additive_target, attachment, instances, pipeline};
use crate::render::targets::target;

/// Halos to be summed.
pub struct Halos<'a> {
    /// Of hair roots: the same on every day.
    pub of_hair: &'a InstanceBuffer,
    /// Of the dots of each session.
    pub of_dots: Vec<&'a InstanceBuffer>,
    /// Those of hair, under this light, were the last time.
    pub hair_is_summed: bool,
}

/// S and Q of pigment over the scalp atlas.
struct Sums {
    textures: [wgpu::Texture; 2],
    views: [wgpu::TextureView; 2],
}

impl Sums {
    fn new(device: &wgpu::Device, format: wgpu::TextureFormat, label: &str, side_texels: u32) -> Sums {
        let textures = ["loss", "weighted"]
            .map(|name| target(device, &format!("{label}.{name}"), [side_texels; 2], format));
        Sums { views: textures.each_ref().map(|texture| texture.create_view(&Default::default())), textures }
    }

    /// Takes over what another of the same size holds.
    fn copy(&self, encoder: &mut wgpu::CommandEncoder, other: &Sums) {
        for (from, to) in other.textures.iter().zip(&self.textures) {
            encoder.copy_texture_to_texture(from.as_image_copy(), to.as_image_copy(), to.size());
        }
    }

    /// A pass that adds to them, for pipelines with the groups of frame and states.
    fn pass<'a>(
        &self,
        encoder: &'a mut wgpu::CommandEncoder,
        [frame, states]: [&wgpu::BindGroup; 2],
        clear: Option<wgpu::Color>,
    ) -> wgpu::RenderPass<'a> {
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("papilla.halo"),
            color_attachments: &self.views.each_ref().map(|view| attachment(view, clear)),
            ..Default::default()
        });
        pass.set_bind_group(0, frame, &[]);
        pass.set_bind_group(1, states, &[]);
        pass
    }
}

/// The sums of all halos, over those of hair alone: another day adds only the dots anew.
pub struct HaloAtlas {
    hair: Sums,
    all: Sums,
}

impl HaloAtlas {
    /// What a pipeline that adds to it draws to.
    pub fn targets(format: wgpu::TextureFormat) -> [wgpu::ColorTargetState; 2] {
        [0, 1].map(|_| additive_target(format))
    }

    /// Textures of so many texels on a side.
    pub fn new(device: &wgpu::Device, format: wgpu::TextureFormat, side_texels: u32) -> HaloAtlas {
        let sums = |label: &str| Sums::new(device, format, label, side_texels);
        HaloAtlas { hair: sums("papilla.halo.hair"), all: sums("papilla.halo.all") }
    }

    /// S and Q of all.
    pub fn views(&self) -> [&wgpu::TextureView; 2] {
        self.all.views.each_ref()
    }

    /// Sums all anew, as `add` draws them.
    pub fn sum(
        &self,
        encoder: &mut wgpu::CommandEncoder,
        groups: [&wgpu::BindGroup; 2],
        halos: &Halos<'_>,
        add: impl Fn(&mut wgpu::RenderPass<'_>, &InstanceBuffer),
    ) {
        if !halos.hair_is_summed {
            add(&mut self.hair.pass(encoder, groups, Some(wgpu::Color::TRANSPARENT)), halos.of_hair);
        }
        self.all.copy(encoder, &self.hair);
        let mut pass = self.all.pass(encoder, groups, None);
        halos.of_dots.iter().for_each(|dots| add(&mut pass, dots));
    }
}

/// The pass and its atlas.
pub struct HaloPass {
    pipeline: wgpu::RenderPipeline,
    atlas: HaloAtlas,
}

impl HaloPass {
    /// Makes the pipeline and the atlas.
    pub fn new(context: &PassContext<'_>) -> HaloPass {
        let PassContext { device, shaders, frame, states, halo, .. } = *context;
        let pipeline = pipeline(
            device,
            shaders,
            &PipelineDesc {
                shader: "halo.wgsl",
                groups: &[frame, states],
                buffers: &[instances::<HaloInstance>()],
                targets: &HaloAtlas::targets(halo),
                depth: None,
                topology: wgpu::PrimitiveTopology::TriangleStrip,
            },
        );
        HaloPass { pipeline, atlas: HaloAtlas::new(device, halo, SIDE_TEXELS) }
    }

    /// S and Q of the halos, for the skin pass.
    pub fn atlas(&self) -> [&wgpu::TextureView; 2] {
        self.atlas.views()
    }

    /// Sums all halos anew.
    pub fn draw(&self, encoder: &mut wgpu::CommandEncoder, groups: [&wgpu::BindGroup; 2], halos: &Halos<'_>) {
        self.atlas.sum(encoder, groups, halos, |pass, halos| self.add(pass, halos));
    }

    /// Adds halos to what a pass of an atlas draws.
    pub fn add(&self, pass: &mut wgpu::RenderPass<'_>, halos: &InstanceBuffer) {
        pass.set_pipeline(&self.pipeline);
        halos.draw_strips(pass, glam::Vec3::ZERO, 1.0);
    }
}
