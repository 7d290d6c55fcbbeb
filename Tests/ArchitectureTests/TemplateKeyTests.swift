import Foundation
import TestSupport
import Testing

/// The names by which templates ask for what views hold: whoever renames one on one side only is told.
@Suite struct TemplateKeyTests {
  /// The names that templates ask for, each with the templates that do.
  private func asked() throws -> [String: Set<String>] {
    let folder = SharedData.packageFolder.appendingPathComponent("Sources/EmbeddedResources/web")
    var asked: [String: Set<String>] = [:]
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) where file.hasSuffix(".mustache") {
      let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
      for tag in text.matches(of: /\{\{\s*([#^]?)\s*([A-Za-z_][\w-]*)\s*\}\}/) {
        asked[String(tag.output.2), default: []].insert(file)
      }
    }
    return asked
  }

  /// The names that views of the web server hold, each with the files that put them in.
  private func held() throws -> [String: Set<String>] {
    var held: [String: Set<String>] = [:]
    for file in try ImportRuleTests.swiftFiles() where file.target == "WebServer" {
      // `"name": value` in a view's literal, `view["name"] =`, `view.set("name", …)`.
      for pattern in [
        /[\[,(]\s*"([A-Za-z_]\w*)":/, /\w\["([A-Za-z_]\w*)"\]\s*=[^=]/, /\.set\(\s*"([A-Za-z_]\w*)"/,
        /\?\s*"(isHeading)"\s*:/, /:\s*"(isSubheading)"\s*:/,
      ] {
        for match in file.text.matches(of: pattern) { held[String(match.output.1), default: []].insert(file.path) }
      }
      for name in Self.properties(in: file.text) { held[name, default: []].insert(file.path) }
    }
    return held
  }

  /// The stored properties of the types that templates are filled with.
  private static func properties(in text: String) -> [String] {
    var names: [String] = []
    var indentation: String?
    for line in text.split(separator: "\n") {
      let lead = String(line.prefix { $0 == " " })
      if line.contains(/struct \w+: ViewValue \{$/) {
        indentation = lead
      } else if line == "\(indentation ?? "-")}" {
        indentation = nil
      } else if let indentation, lead == indentation + "  ",
        let property = line.firstMatch(of: /^\s*var (\w+)(?::| =)[^{]*$/)
      {
        names.append(String(property.output.1))
      }
    }
    return names
  }

  /// Quoted words before a colon that are no names of views: fields of forms, suffixes, codes.
  private static let others: Set<String> = ["csv", "md", "json", "on", "off"]

  @Test func everyNameThatATemplateAsksForIsHeldByAView() throws {
    let (asked, held) = (try asked(), try held())
    #expect(asked.count > 100)
    for (name, templates) in asked.sorted(by: { $0.key < $1.key }) where held[name] == nil {
      Issue.record("\(templates.sorted().joined(separator: ", ")) asks for “\(name)”, which no view holds")
    }
  }

  @Test func everythingThatAViewHoldsIsShownByATemplate() throws {
    let (asked, held) = (try asked(), try held())
    for (name, files) in held.sorted(by: { $0.key < $1.key })
    where asked[name] == nil && !Self.others.contains(name) {
      Issue.record("\(files.sorted().joined(separator: ", ")) holds “\(name)”, which no template shows")
    }
  }
}
