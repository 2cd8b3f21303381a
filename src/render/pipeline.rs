//! How passes are made: pipelines, targets, depth states, bindings, attachments.

use crate::render::layout::Shared;
use crate::render::shader::Sources;

/// What passes are made from.
pub struct PassContext<'a> {
    /// Device.
    pub device: &'a wgpu::Device,
    /// Its queue.
    pub queue: &'a wgpu::Queue,
    /// Texts of the shaders.
    pub shaders: &'a Sources,
    /// Layout of group 0 of every pass: [`crate::render::layout::Frame`].
    pub frame: &'a wgpu::BindGroupLayout,
    /// Layout of the table of states.
    pub states: &'a wgpu::BindGroupLayout,
    /// Format of the sums of halos.
    pub halo: wgpu::TextureFormat,
}

/// What a pipeline of ours differs in; the rest is the same for all.
pub struct PipelineDesc<'a> {
    /// Shader file, and the label's last part.
    pub shader: &'a str,
    /// Bind group layouts in order.
    pub groups: &'a [&'a wgpu::BindGroupLayout],
    /// Vertex buffers in order.
    pub buffers: &'a [wgpu::VertexBufferLayout<'a>],
    /// Colour targets; empty: depth only, no fragment stage.
    pub targets: &'a [wgpu::ColorTargetState],
    /// Depth state.
    pub depth: Option<wgpu::DepthStencilState>,
    /// Triangles or strips.
    pub topology: wgpu::PrimitiveTopology,
}

/// Builds a render pipeline.
pub fn pipeline(device: &wgpu::Device, shaders: &Sources, recipe: &PipelineDesc<'_>) -> wgpu::RenderPipeline {
    let module = shaders.module(device, recipe.shader);
    let label = format!("papilla.{}", recipe.shader.trim_end_matches(".wgsl"));
    let groups: Vec<_> = recipe.groups.iter().map(|group| Some(*group)).collect();
    let buffers: Vec<_> = recipe.buffers.iter().map(|buffer| Some(buffer.clone())).collect();
    let targets: Vec<_> = recipe.targets.iter().map(|target| Some(target.clone())).collect();
    let layout = device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
        label: Some(&label),
        bind_group_layouts: &groups,
        immediate_size: 0,
    });
    device.create_render_pipeline(&wgpu::RenderPipelineDescriptor {
        label: Some(&label),
        layout: Some(&layout),
        vertex: wgpu::VertexState {
            module: &module,
            entry_point: Some("vs"),
            compilation_options: Default::default(),
            buffers: &buffers,
        },
        fragment: (!targets.is_empty()).then_some(wgpu::FragmentState {
            module: &module,
            entry_point: Some("fs"),
            compilation_options: Default::default(),
            targets: &targets,
        }),
        primitive: wgpu::PrimitiveState { topology: recipe.topology, ..Default::default() },
        depth_stencil: recipe.depth.clone(),
        multisample: Default::default(),
        multiview_mask: None,
        cache: None,
    })
}

/// A pipeline that fills the whole target.
pub fn fullscreen_pipeline(
    device: &wgpu::Device,
    shaders: &Sources,
    shader: &str,
    groups: &[&wgpu::BindGroupLayout],
    format: wgpu::TextureFormat,
) -> wgpu::RenderPipeline {
    pipeline(
        device,
        shaders,
        &PipelineDesc {
            shader,
            groups,
            buffers: &[],
            targets: &[format.into()],
            depth: None,
            topology: wgpu::PrimitiveTopology::TriangleList,
        },
    )
}

/// A target that sums what is drawn to it.
pub fn additive_target(format: wgpu::TextureFormat) -> wgpu::ColorTargetState {
    let add = wgpu::BlendComponent {
        src_factor: wgpu::BlendFactor::One,
        dst_factor: wgpu::BlendFactor::One,
        operation: wgpu::BlendOperation::Add,
    };
    wgpu::ColorTargetState {
        format,
        blend: Some(wgpu::BlendState { color: add, alpha: add }),
        write_mask: wgpu::ColorWrites::ALL,
    }
}

/// A buffer of `T`, one for each instance.
pub fn instances<T: Shared>() -> wgpu::VertexBufferLayout<'static> {
    wgpu::VertexBufferLayout { step_mode: wgpu::VertexStepMode::Instance, ..vertices::<T>() }
}

/// A buffer of `T`, one for each vertex.
pub fn vertices<T: Shared>() -> wgpu::VertexBufferLayout<'static> {
    wgpu::VertexBufferLayout {
        array_stride: T::LAYOUT.size as u64,
        step_mode: wgpu::VertexStepMode::Vertex,
        attributes: T::LAYOUT.attributes,
    }
}

/// Depth test against the surface, nothing written.
pub fn depth_tested() -> wgpu::DepthStencilState {
    wgpu::DepthStencilState {
        format: crate::render::targets::DEPTH,
        depth_write_enabled: Some(false),
        depth_compare: Some(wgpu::CompareFunction::LessEqual),
        stencil: Default::default(),
        bias: Default::default(),
    }
}

/// What is as far away as can be is drawn where a surface stands before it, and nowhere else.
pub fn behind_surface() -> wgpu::DepthStencilState {
    wgpu::DepthStencilState { depth_compare: Some(wgpu::CompareFunction::Greater), ..depth_tested() }
}

/// Depth test and write.
pub fn depth_written() -> wgpu::DepthStencilState {
    wgpu::DepthStencilState { depth_write_enabled: Some(true), ..depth_tested() }
}

/// Read texel by texel.
pub const TEXELS: wgpu::TextureSampleType = wgpu::TextureSampleType::Float { filterable: false };
/// Read smoothly.
pub const SMOOTH: wgpu::TextureSampleType = wgpu::TextureSampleType::Float { filterable: true };
/// Read as unsigned integers.
pub const WORDS: wgpu::TextureSampleType = wgpu::TextureSampleType::Uint;

/// A flat texture.
pub const fn texture(sample_type: wgpu::TextureSampleType) -> wgpu::BindingType {
    wgpu::BindingType::Texture {
        sample_type,
        view_dimension: wgpu::TextureViewDimension::D2,
        multisampled: false,
    }
}

/// Bindings from 0 on that fragment shaders read.
pub fn in_order<const N: usize>(types: [wgpu::BindingType; N]) -> [wgpu::BindGroupLayoutEntry; N] {
    let mut binding = 0..;
    types.map(|ty| wgpu::BindGroupLayoutEntry {
        binding: binding.next().unwrap_or_default(),
        visibility: wgpu::ShaderStages::FRAGMENT,
        ty,
        count: None,
    })
}

/// A bind group of textures, bound in order from 0, for layouts made by [`in_order`].
pub fn bind_textures(
    device: &wgpu::Device,
    layout: &wgpu::BindGroupLayout,
    views: &[&wgpu::TextureView],
) -> wgpu::BindGroup {
    let entries: Vec<_> = views
        .iter()
        .enumerate()
        .map(|(binding, view)| wgpu::BindGroupEntry {
            binding: binding as u32,
            resource: wgpu::BindingResource::TextureView(view),
        })
        .collect();
    device.create_bind_group(&wgpu::BindGroupDescriptor { label: None, layout, entries: &entries })
}

/// A colour attachment, cleared or kept.
pub fn attachment<'a>(
    view: &'a wgpu::TextureView,
    clear: Option<wgpu::Color>,
) -> Option<wgpu::RenderPassColorAttachment<'a>> {
    Some(wgpu::RenderPassColorAttachment {
        view,
        depth_slice: None,
        resolve_target: None,
        ops: wgpu::Operations {
            load: clear.map_or(wgpu::LoadOp::Load, wgpu::LoadOp::Clear),
            store: wgpu::StoreOp::Store,
        },
    })
}

/// A depth attachment, cleared to far, or only tested.
pub fn depth_attachment(
    view: &wgpu::TextureView,
    clear: bool,
) -> Option<wgpu::RenderPassDepthStencilAttachment<'_>> {
    Some(wgpu::RenderPassDepthStencilAttachment {
        view,
        depth_ops: Some(wgpu::Operations {
            load: if clear { wgpu::LoadOp::Clear(1.0) } else { wgpu::LoadOp::Load },
            store: wgpu::StoreOp::Store,
        }),
        stencil_ops: None,
    })
}
