import Hummingbird
import Mustache
import ResourceTables

/// What templates are filled with.
typealias View = [String: Any]

/// A page before it is made: which template, its title, the section of the navigation it belongs to, its contents.
struct PageContent {
  var template: String
  var title: String
  var section = ""
  var view: View
  var status = HTTPResponse.Status.ok
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
    ("agreements", "Agreements", "/agreements"), ("sources", "Sources", "/sources"), ("search", "Search", "/search"),
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
    Array((library.render(Self.withoutEmptyTexts(view), withTemplate: template) ?? "").utf8)
  }

  /// Empty texts count as nothing in sections, as in other implementations of Mustache, and still hide what a text of
  /// the same name outside says.
  private static func withoutEmptyTexts(_ view: View) -> View {
    view.mapValues { value in
      switch value {
      case let text as String: text.isEmpty ? EmptyText() : text
      case let list as [View]: list.map(withoutEmptyTexts)
      case let inner as View: withoutEmptyTexts(inner)
      default: value
      }
    }
  }

  private struct EmptyText: MustacheCustomRenderable {
    var renderText: String { "" }
    var isNull: Bool { true }
  }
}

extension Dictionary where Key == String, Value == Any {
  /// Puts a value in where there is one, so that templates see no optionals.
  mutating func set(_ name: String, _ value: Any?) {
    if let value { self[name] = value }
  }
}
