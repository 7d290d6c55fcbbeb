import Hummingbird
import Mustache
import ResourceTables

/// A page before it is made: its title, the section of the navigation it belongs to, its contents.
struct PageContent {
  var title: String
  var section = ""
  /// Whether a browser without scripts asks for it again every other second.
  var refreshes = false
  var view: any PageValue
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

  /// What stands around the contents of every page.
  struct Frame: ViewValue {
    var title: String
    var refreshes: Bool
    var sections: [Section]
  }

  struct Section: ViewValue {
    var label: String
    var path: String
    var isCurrent: Bool
  }

  func page(_ content: PageContent) -> [UInt8] {
    let frame = Frame(
      title: content.title, refreshes: content.refreshes,
      sections: Self.sections.map {
        Section(label: $0.name, path: $0.path, isCurrent: $0.key == content.section)
      })
    let page = content.view
    let properties = page.shownProperties.merging(frame.shownProperties) { $1 }
    return render(View(properties, isSelfContained: false), type(of: page).template)
  }

  /// A piece of a page.
  func fragment(_ value: some ViewValue, template: String) -> [UInt8] { render(value.view, template) }

  private func render(_ view: View, _ template: String) -> [UInt8] {
    Array((library.render(view, withTemplate: template) ?? "").utf8)
  }
}
