//! How other threads wake the window.

use winit::event_loop::EventLoopProxy;

use crate::app::event::Event;

/// What wakes the event loop from another thread.
pub enum Wake {
    /// The worker or autosave has something to tell.
    News,
    /// This has happened.
    Event(Event),
}

/// Sends events to the window.
#[derive(Clone)]
pub struct Waker(EventLoopProxy<Wake>);

impl Waker {
    /// Wakes the window of this loop.
    pub fn new(proxy: EventLoopProxy<Wake>) -> Waker {
        Waker(proxy)
    }

    /// Tells the window that there is news. A loop that has ended needs none.
    pub fn wake(&self) {
        let _ = self.0.send_event(Wake::News);
    }

    /// Sends an event. A loop that has ended needs none.
    pub fn send(&self, event: Event) {
        let _ = self.0.send_event(Wake::Event(event));
    }
}
