//! Mounts the application; everything else is in the library.

fn main() {
    nianbao::ui::start();
}
