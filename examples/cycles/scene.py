"""Draws with Cycles what `cargo run --release --example cycles -- export FOLDER` wrote:

    blender --background --python examples/cycles/scene.py -- FOLDER [--samples N] [--lambert]

Every NAME.json becomes NAME.cycles.0.png in the light of the surroundings and NAME.cycles.1.png and so on in that of
each light: alone they converge soonest, and compare.rs adds them up. They hold linear sRGB in 16 bits, the whitest of
which is radiance WHITEST. --lambert leaves out that light travels in skin. For Blender 3.4.
"""

import json
import math
import pathlib
import sys

import bpy
import mathutils

WHITEST = 2.0  # as in compare.rs
# Deviation of the way that light travels sideways in Cycles' skin, per unit of its radius, by reflectance: measured on
# flat slabs of which one half is lit.
WAYS = [(0.19, 0.355), (0.27, 0.50), (0.45, 0.69)]
FARTHEST_MM = 1e5
BOUNCES = 12


def meshes_of(folder):
    """Head and garment as objects."""
    return {name: mesh_of(folder / f"{name}.ply", name) for name in ("head", "garment")}


def mesh_of(path, name):
    """A mesh from the text that export.rs writes."""
    header, body = path.read_text().split("end_header\n")
    vertices = int(header.split("element vertex ")[1].split()[0])
    lines = body.splitlines()
    numbers = [tuple(map(float, line.split())) for line in lines[:vertices]]
    triangles = [tuple(map(int, line.split()[1:])) for line in lines[vertices:]]
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata([n[:3] for n in numbers], [], triangles)
    mesh.polygons.foreach_set("use_smooth", [True] * len(triangles))
    mesh.use_auto_smooth = True  # else its own normals are not heeded
    mesh.normals_split_custom_set_from_vertices([n[3:] for n in numbers])
    return placed(name, mesh)


def placed(name, data):
    """An object of the scene."""
    thing = bpy.data.objects.new(name, data)
    bpy.context.scene.collection.objects.link(thing)
    return thing


def material(name, make_shader):
    """A material of one shader; `make_shader` takes its nodes."""
    made = bpy.data.materials.new(name)
    made.use_nodes = True
    nodes = made.node_tree.nodes
    nodes.clear()
    output = nodes.new("ShaderNodeOutputMaterial")
    made.node_tree.links.new(make_shader(nodes).outputs[0], output.inputs["Surface"])
    return made


def matt(colour):
    """A Lambert surface."""

    def make(nodes):
        shader = nodes.new("ShaderNodeBsdfDiffuse")
        shader.inputs["Color"].default_value = (*colour, 1.0)
        return shader

    return make


def skin(colour, transport_mm):
    """Light that walks in skin and comes out beside where it went in."""

    def make(nodes):
        shader = nodes.new("ShaderNodeSubsurfaceScattering")
        shader.falloff = "RANDOM_WALK"
        shader.inputs["Color"].default_value = (*colour, 1.0)
        shader.inputs["Scale"].default_value = 1.0
        shader.inputs["Radius"].default_value = [t / way(c) for t, c in zip(transport_mm, colour)]
        return shader

    return make


def way(reflectance):
    """Of WAYS, on straight lines through its first and last two."""
    (x0, y0), (x1, y1) = WAYS[:2] if reflectance < WAYS[1][0] else WAYS[1:]
    return y0 + (y1 - y0) * (reflectance - x0) / (x1 - x0)


def surroundings(told):
    """A world of ground and sky, each even."""
    world = bpy.data.worlds.new("surroundings")
    world.use_nodes = True
    nodes, link = world.node_tree.nodes, world.node_tree.links.new
    direction = nodes.new("ShaderNodeTexCoord").outputs["Generated"]
    parts = nodes.new("ShaderNodeSeparateXYZ")
    is_sky = math_node(nodes, "GREATER_THAN", 0.0)
    radiance = math_node(nodes, "MULTIPLY_ADD", told["sky"] - told["ground"], told["ground"])
    link(direction, parts.inputs[0])
    link(parts.outputs["Y"], is_sky.inputs[0])
    link(is_sky.outputs[0], radiance.inputs[0])
    link(radiance.outputs[0], nodes["Background"].inputs["Strength"])
    nodes["Background"].inputs["Color"].default_value = (1.0, 1.0, 1.0, 1.0)
    world.cycles.sampling_method = "NONE"  # so even that rays by cosine find it best
    return world


def math_node(nodes, operation, *inputs):
    """A node of arithmetic; its first input stays open."""
    node = nodes.new("ShaderNodeMath")
    node.operation = operation
    for slot, value in enumerate(inputs, 1):
        node.inputs[slot].default_value = value
    return node


def sun(told):
    """A disc at infinity."""
    lamp = bpy.data.lights.new("sun", "SUN")
    lamp.energy = math.pi * told["irradiance"]
    lamp.angle = 2.0 * told["angular_radius_rad"]
    direction = mathutils.Vector(told["direction"])
    thing = placed("sun", lamp)
    thing.rotation_euler = direction.to_track_quat("Z", "Y").to_euler()
    return thing


def camera(told):
    """The viewer."""
    lens = bpy.data.cameras.new("camera")
    lens.sensor_fit = "VERTICAL"
    lens.angle = told["fov_y_rad"]
    lens.clip_end = FARTHEST_MM
    axes = mathutils.Matrix([told["right"], told["up"], told["outward"]]).transposed()
    viewer = placed("camera", lens)
    viewer.matrix_world = mathutils.Matrix.Translation(told["eye"]) @ axes.to_4x4()
    return viewer


def settings(samples):
    """How Cycles draws and what is saved."""
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.render.resolution_percentage = 100
    scene.render.filter_size = 0.01
    cycles = scene.cycles
    cycles.device = "CPU"
    cycles.samples = samples
    cycles.use_adaptive_sampling = False
    cycles.use_denoising = False
    cycles.pixel_filter_type = "BOX"
    cycles.filter_width = 1.0
    cycles.max_bounces = cycles.diffuse_bounces = cycles.transmission_bounces = BOUNCES
    cycles.sample_clamp_direct = cycles.sample_clamp_indirect = 0.0
    cycles.film_exposure = 1.0 / WHITEST
    scene.view_settings.view_transform = "Raw"
    image = scene.render.image_settings
    image.file_format, image.color_mode, image.color_depth = "PNG", "RGB", "16"


def draw(folder, path, samples, is_lambert):
    """One scene into its pictures."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    told = json.loads(path.read_text())
    settings(samples)
    objects = meshes_of(folder)
    head = matt(told["skin"]) if is_lambert else skin(told["skin"], told["transport_mm"])
    objects["head"].data.materials.append(material("head", head))
    objects["garment"].data.materials.append(material("garment", matt(told["garment"])))
    scene = bpy.context.scene
    scene.world = surroundings(told)
    scene.camera = camera(told)
    scene.render.resolution_x, scene.render.resolution_y = told["size_px"]
    save(path.with_suffix(".cycles.0.png"))
    scene.world = None
    for number, light in enumerate(told["lights"], 1):
        suns = [sun(one) for one in light]
        save(path.with_suffix(f".cycles.{number}.png"))
        for one in suns:
            bpy.data.objects.remove(one)


def save(path):
    """What Cycles sees now."""
    bpy.context.scene.render.filepath = str(path)
    bpy.ops.render.render(write_still=True)


def main():
    arguments = sys.argv[sys.argv.index("--") + 1 :]
    samples = int(arguments[arguments.index("--samples") + 1]) if "--samples" in arguments else 64
    folder = pathlib.Path(arguments[0])
    for path in sorted(folder.glob("*@*.json")):
        draw(folder, path, samples, "--lambert" in arguments)


main()
