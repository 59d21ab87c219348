//! What the address bar says: the part of the address after `#`, so that the site needs no rewrites and
//! works in any folder.

use crate::storage::DraftId;

/// A place in the application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// 首页.
    Home,
    /// 编制 of a draft.
    Edit(DraftId),
    /// 预览 of a draft.
    Preview(DraftId),
    /// 审核意见表 of a draft.
    Sheet(DraftId),
    /// 比对 of a draft with another report.
    Compare(DraftId),
    /// An example, by its report year; stored as a draft only once it is changed.
    Example(u16),
}

impl Route {
    /// Reads the part of an address from `#` on; anything unknown is the start page.
    pub fn parse(hash: &str) -> Self {
        let mut parts = hash.trim_start_matches('#').trim_matches('/').split('/');
        let (place, argument, rest) = (parts.next(), parts.next().unwrap_or_default(), parts.next());
        match (place, rest) {
            (Some("edit"), None) => DraftId::parse(argument).map_or(Self::Home, Self::Edit),
            (Some("preview"), None) => DraftId::parse(argument).map_or(Self::Home, Self::Preview),
            (Some("check"), None) => DraftId::parse(argument).map_or(Self::Home, Self::Sheet),
            (Some("compare"), None) => DraftId::parse(argument).map_or(Self::Home, Self::Compare),
            (Some("example"), None) => argument.parse().map_or(Self::Home, Self::Example),
            _ => Self::Home,
        }
    }

    /// The part of the address from `#` on.
    pub fn hash(&self) -> String {
        match self {
            Self::Home => "#/".to_owned(),
            Self::Edit(id) => format!("#/edit/{id}"),
            Self::Preview(id) => format!("#/preview/{id}"),
            Self::Sheet(id) => format!("#/check/{id}"),
            Self::Compare(id) => format!("#/compare/{id}"),
            Self::Example(year) => format!("#/example/{year}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes_are_read_back() {
        let id = DraftId::new(1_768_888_985_000, 5);
        for route in [
            Route::Home,
            Route::Edit(id.clone()),
            Route::Preview(id.clone()),
            Route::Sheet(id.clone()),
            Route::Compare(id.clone()),
            Route::Example(2020),
        ] {
            assert_eq!(Route::parse(&route.hash()), route);
        }
    }

    #[test]
    fn nonsense_leads_home() {
        for hash in
            ["", "#", "#/edit/", "#/edit/../../x", "#/edit/a/b", "#/example/x", "#/javascript:alert(1)"]
        {
            assert_eq!(Route::parse(hash), Route::Home, "{hash}");
        }
    }
}
