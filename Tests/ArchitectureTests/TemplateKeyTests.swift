import Foundation
import TestSupport
import Testing

/// The names by which templates ask for what views hold: whoever renames one on one side only is told.
///
/// Each page's template is walked with the types that fill it, from the type that names it (`static let template`) through
/// sections and included templates, so that a name counts only where a type that lies around it has such a property.
@Suite struct TemplateKeyTests {
  @Test func everyNameThatATemplateAsksForIsHeldByAViewAroundIt() throws {
    let walk = try TemplateWalk.all()
    #expect(walk.asked > 200)
    for problem in walk.problems { Issue.record("\(problem)") }
  }

  @Test func everythingThatAViewHoldsIsShownByATemplate() throws {
    let walk = try TemplateWalk.all()
    let types = try ViewTypes.read()
    #expect(types.count > 30)
    for type in types {
      for property in type.properties where !walk.shown.contains("\(type.id).\(property.name)") {
        Issue.record("\(type.file): \(type.name) holds “\(property.name)”, which no template shows")
      }
    }
  }

  @Test func everyTemplateIsFilled() throws {
    let walk = try TemplateWalk.all()
    for name in try TemplateNode.names() where !walk.templates.contains(name) {
      Issue.record("no page shows the template “\(name)”")
    }
  }

  @Test func aNameThatOnlyAnotherTypeHoldsIsMissing() {
    let inner = ViewType(
      file: "A.swift", name: "Inner", properties: [("text", "String")], isSelfContained: false, template: nil)
    let page = ViewType(
      file: "A.swift", name: "Page", properties: [("rows", "[Inner]")], isSelfContained: false, template: "page")
    var walk = TemplateWalk(types: [inner, page], templates: ["page": "{{#rows}}{{text}}{{/rows}}{{text}}"])
    walk.walk("page", [page])
    #expect(walk.shown == ["A.swift Page.rows", "A.swift Inner.text"])
    #expect(walk.problems == ["page: “text” is held by none of Page"])
  }
}

/// A type that templates are filled with, as its source says.
struct ViewType {
  var file: String
  var name: String
  var properties: [(name: String, type: String)]
  var isSelfContained: Bool
  var template: String?

  var id: String { "\(file) \(name)" }
}

enum ViewTypes {
  static func read() throws -> [ViewType] {
    try ImportRuleTests.swiftFiles().filter { $0.target == "WebServer" }.flatMap { types(in: $0.text, of: $0.path) }
  }

  /// The view types of a file: stored properties stand one a line, two blanks deeper than their type.
  static func types(in text: String, of path: String) -> [ViewType] {
    var types: [ViewType] = []
    var open: [(indentation: String, place: Int)] = []
    for line in text.split(separator: "\n") {
      let lead = String(line.prefix { $0 == " " })
      if let start = line.firstMatch(of: /struct (\w+): (?:ViewValue|PageValue) \{$/) {
        open.append((lead, types.count))
        types.append(
          ViewType(
            file: path, name: String(start.output.1), properties: [], isSelfContained: false, template: nil))
      } else if let last = open.last, line == "\(last.indentation)}" {
        open.removeLast()
      } else if let last = open.last, lead == last.indentation + "  " {
        if let property = line.firstMatch(of: /^\s*var (\w+): ([^={]+?)(?: = .*)?$/) {
          types[last.place].properties.append((String(property.output.1), String(property.output.2)))
        } else if let property = line.firstMatch(of: /^\s*var (\w+) = (.*)$/) {
          let value = property.output.2
          types[last.place].properties.append(
            (String(property.output.1), ["true", "false"].contains(value) ? "Bool" : "String"))
        } else if let name = line.firstMatch(of: /static let template = "(\w+)"/) {
          types[last.place].template = String(name.output.1)
        } else if line.contains("static let isSelfContained = true") {
          types[last.place].isSelfContained = true
        }
      }
    }
    return types
  }
}

/// The templates with the types that fill them.
struct TemplateWalk {
  let types: [ViewType]
  let texts: [String: String]
  /// Properties that a template shows.
  var shown: Set<String> = []
  var problems: Set<String> = []
  var templates: Set<String> = []
  var asked = 0

  init(types: [ViewType], templates: [String: String]) {
    self.types = types
    texts = templates
  }

  static func all() throws -> TemplateWalk {
    let types = try ViewTypes.read()
    let texts = Dictionary(
      uniqueKeysWithValues: try TemplateNode.names().map { ($0, try TemplateNode.text(of: $0)) })
    var walk = TemplateWalk(types: types, templates: texts)
    let frame = try #require(types.first { $0.name == "Frame" })
    for page in types {
      if let template = page.template { walk.walk(template, [frame, page]) }
    }
    return walk
  }

  /// Walks a template in which the views of `stack` lie around each other, the innermost last.
  mutating func walk(_ template: String, _ stack: [ViewType]) {
    templates.insert(template)
    guard let text = texts[template] else {
      problems.insert("there is no template “\(template)”")
      return
    }
    var stacks = [stack]
    for node in TemplateNode.nodes(of: text) {
      let current = stacks[stacks.count - 1]
      switch node {
      case .value(let name): _ = look(name, in: current, template)
      case .section(let name):
        let inner = look(name, in: current, template).map { [$0] } ?? []
        stacks.append(current + inner)
      case .inverted(let name):
        _ = look(name, in: current, template)
        stacks.append(current)
      case .end: if stacks.count > 1 { stacks.removeLast() }
      case .include(let name): walk(name, current)
      }
    }
  }

  /// Notes what holds a name; the view type that its value is of, if any.
  private mutating func look(_ name: String, in stack: [ViewType], _ template: String) -> ViewType? {
    asked += 1
    for type in stack.reversed() {
      if let property = type.properties.first(where: { $0.name == name }) {
        shown.insert("\(type.id).\(name)")
        return view(property.type, from: type, template)
      }
      if type.isSelfContained { break }
    }
    problems.insert("\(template): “\(name)” is held by none of \(stack.map(\.name).joined(separator: ", "))")
    return nil
  }

  private mutating func view(_ type: String, from holder: ViewType, _ template: String) -> ViewType? {
    let name = type.trimmingCharacters(in: CharacterSet(charactersIn: "[]? "))
    if ["String", "Bool", "Int"].contains(name) { return nil }
    let last = name.split(separator: ".").last.map(String.init) ?? name
    let candidates = types.filter { $0.name == last }
    let own = candidates.filter { $0.file == holder.file }
    guard let found = own.first ?? candidates.first, own.count == 1 || candidates.count == 1 else {
      problems.insert("\(template): \(holder.name) holds a \(name), of which \(candidates.count) are known")
      return nil
    }
    return found
  }
}

/// A tag of a template.
enum TemplateNode {
  case value(String)
  case section(String)
  case inverted(String)
  case end
  case include(String)

  private static var folder: URL {
    SharedData.packageFolder.appendingPathComponent("Sources/EmbeddedResources/web")
  }

  static func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".mustache") }
      .map { String($0.dropLast(".mustache".count)) }.sorted()
  }

  static func text(of name: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent("\(name).mustache"), encoding: .utf8)
  }

  static func nodes(of text: String) -> [TemplateNode] {
    text.matches(of: /\{\{\s*([#^\/>]?)\s*([A-Za-z_][\w-]*)\s*\}\}/).map { tag in
      let name = String(tag.output.2)
      return switch tag.output.1 {
      case "#": .section(name)
      case "^": .inverted(name)
      case "/": .end
      case ">": .include(name)
      default: .value(name)
      }
    }
  }
}
