//! Mounts the application; everything else is in the library.

// Smaller than the allocator of the standard library, and no slower.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {
    nianbao::ui::start();
}
