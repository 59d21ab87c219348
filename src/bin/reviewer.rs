//! The reviewer as a program of its own, in a worker of the page.

use gloo::timers::callback::Timeout;
use js_sys::Uint8Array;
use nianbao::review::{Answer, Request, Reviewer};
use nianbao::wire::{decode, encode};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let reviewer = Rc::new(RefCell::new(Reviewer::default()));
    let hear = {
        let scope = scope.clone();
        Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| hear(&scope, &reviewer, &event))
    };
    scope.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    // The worker listens as long as it lives.
    hear.forget();
    // An empty message says that there is somebody to hear.
    post(&scope, &[]);
}

/// Takes in a request. Changes that have arrived already are reviewed together.
fn hear(scope: &DedicatedWorkerGlobalScope, reviewer: &Rc<RefCell<Reviewer>>, event: &MessageEvent) {
    let Ok(message) = event.data().dyn_into::<Uint8Array>() else { return };
    let Some(request) = decode::<Request>(&message.to_vec()) else { return };
    let was_due = reviewer.borrow().is_due();
    let answer = reviewer.borrow_mut().take(request);
    if let Some(answer) = answer {
        tell(scope, &answer);
    }
    if reviewer.borrow().is_due() && !was_due {
        let (scope, reviewer) = (scope.clone(), Rc::clone(reviewer));
        // A timer runs after the messages that wait.
        Timeout::new(0, move || {
            let answer = reviewer.borrow_mut().answer();
            if let Some(answer) = answer {
                tell(&scope, &answer);
            }
        })
        .forget();
    }
}

fn tell(scope: &DedicatedWorkerGlobalScope, answer: &Answer) {
    post(scope, &encode(answer));
}

fn post(scope: &DedicatedWorkerGlobalScope, message: &[u8]) {
    // Fails only for what cannot be cloned, which bytes always can.
    let _ = scope.post_message(&Uint8Array::from(message));
}
