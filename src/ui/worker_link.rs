//! The ways to the programs that run in workers.

use gloo::events::EventListener;
use js_sys::Uint8Array;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker};

#[wasm_bindgen]
extern "C" {
    /// Starts the worker of this name; the start script knows its file.
    #[wasm_bindgen(catch, js_namespace = nianbaoBoot, js_name = worker)]
    fn start_worker(name: &str) -> Result<Worker, JsValue>;
}

/// What comes from a worker.
#[derive(Debug)]
pub enum Heard {
    /// It can be asked.
    Ready,
    /// An answer.
    Answer(Vec<u8>),
    /// It could not be started, or broke down.
    Failed,
}

/// A program in a worker. It is started with the first request.
pub(super) struct WorkerLink {
    name: &'static str,
    worker: Option<Worker>,
    /// What is to be asked as soon as the worker can be; `None` once it can.
    waiting: Option<Vec<Uint8Array>>,
    listeners: Vec<EventListener>,
}

impl WorkerLink {
    pub(super) const fn new(name: &'static str) -> Self {
        Self { name, worker: None, waiting: None, listeners: Vec::new() }
    }

    /// Asks the program. `heard` is told what comes of it.
    pub(super) fn ask(&mut self, request: &[u8], heard: impl Fn(Heard) + Clone + 'static) {
        let message = Uint8Array::from(request);
        if self.worker.is_none() {
            match start_worker(self.name) {
                Ok(worker) => self.attach(worker, heard),
                Err(_) => return heard(Heard::Failed),
            }
        }
        match (&mut self.waiting, &self.worker) {
            (Some(waiting), _) => waiting.push(message),
            // What cannot be cloned cannot be posted, which bytes always can.
            (None, Some(worker)) => drop(worker.post_message(&message)),
            (None, None) => {}
        }
    }

    fn attach(&mut self, worker: Worker, heard: impl Fn(Heard) + Clone + 'static) {
        let failed = heard.clone();
        self.listeners = vec![
            EventListener::new(&worker, "message", move |event| {
                let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
                let bytes =
                    data.and_then(|data| data.dyn_into::<Uint8Array>().ok()).map(|data| data.to_vec());
                heard(match bytes {
                    // Nothing is what a worker says first.
                    Some(bytes) if bytes.is_empty() => Heard::Ready,
                    Some(bytes) => Heard::Answer(bytes),
                    None => Heard::Failed,
                });
            }),
            EventListener::new(&worker, "error", move |_| failed(Heard::Failed)),
        ];
        self.worker = Some(worker);
        self.waiting = Some(Vec::new());
    }

    /// The worker can be asked: what waited is sent.
    pub(super) fn ready(&mut self) {
        if let Some(worker) = &self.worker {
            for message in self.waiting.take().unwrap_or_default() {
                let _ = worker.post_message(&message);
            }
        }
    }

    /// Gives the worker up; the next request starts another.
    pub(super) fn stop(&mut self) {
        if let Some(worker) = self.worker.take() {
            worker.terminate();
        }
        self.waiting = None;
        self.listeners.clear();
    }
}
