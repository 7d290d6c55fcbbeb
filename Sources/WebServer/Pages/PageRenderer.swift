import Hummingbird
import Mustache
import ResourceTables

/// A page before it is made: which template, its title, the section of the navigation it belongs to, its contents.
struct PageContent {
  var template: String
  var title: String
  var section = ""
  var view: View
}

/// Fills templates, which escape everything they are given.
struct PageRenderer: Sendable {
  private let library: MustacheLibrary

  /// - Throws: where a template is malformed.
  init() throws {
    var library = MustacheLibrary()
    for name in EmbeddedTables.names where name.hasPrefix("web/") && name.hasSuffix(".mustache") {
      guard let bytes = EmbeddedTables.bytes(of: name) else { continue }
      try library.register(
        String(decoding: bytes, as: UTF8.self),
        named: String(name.dropFirst("web/".count).dropLast(".mustache".count)))
    }
    self.library = library
  }

  private static let sections: [(key: String, name: String, path: String)] = [
    ("documents", "Documents", "/"), ("chronicle", "Chronicle", "/chronicle"), ("actors", "Actors", "/actors"),
    ("statements", "Statements", "/statements"), ("figures", "Figures", "/figures"),
    ("agreements", "Agreements", "/agreements"), ("sources", "Sources", "/sources"),
  ]

  func page(_ content: PageContent) -> [UInt8] {
    var view = content.view
    view["title"] = content.title
    view["sections"] = Self.sections.map { section -> View in
      ["label": section.name, "path": section.path, "isCurrent": section.key == content.section]
    }
    return fragment(content.template, view)
  }

  /// A piece of a page.
  func fragment(_ template: String, _ view: View) -> [UInt8] {
    Array((library.render(view, withTemplate: template) ?? "").utf8)
  }
}
