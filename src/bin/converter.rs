//! The converter as a program of its own, in a worker of the page.

use js_sys::Uint8Array;
use nianbao::converter::{Job, work};
use nianbao::wire::{decode, encode};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

fn main() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let hear = {
        let scope = scope.clone();
        Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let Ok(message) = event.data().dyn_into::<Uint8Array>() else { return };
            let Some(job) = decode::<Job>(&message.to_vec()) else { return };
            let ticket = job.ticket;
            post(&scope, &encode(&(ticket, work(job))));
        })
    };
    scope.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    // The worker listens as long as it lives.
    hear.forget();
    // An empty message says that there is somebody to hear.
    post(&scope, &[]);
}

fn post(scope: &DedicatedWorkerGlobalScope, message: &[u8]) {
    // Fails only for what cannot be cloned, which bytes always can.
    let _ = scope.post_message(&Uint8Array::from(message));
}
