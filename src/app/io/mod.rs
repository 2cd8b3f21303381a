//! The world outside the state: the window and its device, the worker that prepares scenes, autosave, file dialogs,
//! exports. Carries effects out and sends events.

mod autosave;
mod dialogs;
mod export;
mod graphics;
mod head_view;
mod shaders;
mod wake;
pub mod window;
mod worker;
