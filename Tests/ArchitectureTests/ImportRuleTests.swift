import Foundation
import TestSupport
import Testing

/// The rows of Package.swift: a target imports only from rows below its own.
@Suite struct ImportRuleTests {
  static let rows: [[String]] = [
    ["SourceTexts", "ResourceTables", "EmbeddedResources"],
    ["Linguistics", "Findings"],
    ["DocumentReaders", "LanguageRuntime", "LanguageRuntimeKernels", "Codebook", "Analysis"],
    ["TemporalExtraction", "ActorExtraction", "EventExtraction", "StatementExtraction", "Store"],
    ["Exports", "Evaluation", "EventReading"],
    ["Pipeline"],
    ["WebServer"],
    ["CommandLineTool"],
    ["entente", "train-classifier", "encoder-probe", "exercise-readers"],
  ]

  /// Bytes and kernels in C stand beside the one Swift target that uses each.
  static let companions: Set<String> = ["ResourceTables>EmbeddedResources", "LanguageRuntime>LanguageRuntimeKernels"]

  /// Outside packages, and the one target that may know each.
  static let owners = [
    "ArgumentParser": "CommandLineTool", "GRDB": "Store", "Hummingbird": "WebServer", "Mustache": "WebServer",
    "CGumbo": "DocumentReaders", "CArchive": "DocumentReaders",
  ]

  static func row(of target: String) -> Int? { rows.firstIndex { $0.contains(target) } }

  static func swiftFiles() throws -> [(target: String, path: String, text: String)] {
    let sources = SharedData.packageFolder.appendingPathComponent("Sources")
    let paths = FileManager.default.enumerator(atPath: sources.path)?.compactMap { $0 as? String } ?? []
    return try paths.filter { $0.hasSuffix(".swift") }.sorted().map { path in
      let text = try String(contentsOf: sources.appendingPathComponent(path), encoding: .utf8)
      return (String(path.split(separator: "/")[0]), path, text)
    }
  }

  static func imports(in text: String) -> [String] {
    text.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard let position = words.firstIndex(of: "import"), words.count > position + 1,
        words[..<position].allSatisfy({
          $0.hasPrefix("@") || ["public", "package", "internal", "private"].contains($0)
        })
      else { return nil }
      return String(words[position + 1])
    }
  }

  @Test func everyTargetImportsOnlyRowsBelow() throws {
    let files = try Self.swiftFiles()
    #expect(files.count > 20)
    for file in files {
      let own = try #require(Self.row(of: file.target), "\(file.target) stands in no row")
      for name in Self.imports(in: file.text) {
        guard let other = Self.row(of: name), !Self.companions.contains("\(file.target)>\(name)") else { continue }
        #expect(other < own, "\(file.path) imports \(name), which stands in row \(other), not below row \(own)")
      }
    }
  }

  /// What Package.swift says that each target may import.
  static func manifest() throws -> [String: Set<String>] {
    let manifest = try String(
      contentsOf: SharedData.packageFolder.appendingPathComponent("Package.swift"), encoding: .utf8)
    // Products, which stand before the targets, name targets too, and tests, which stand behind, aren't in the rows.
    let text = String(
      (manifest.components(separatedBy: "// Row 0").last ?? "").components(separatedBy: "// Tests\n")[0])
    let own = Set(rows.flatMap(\.self))
    var found: [String: Set<String>] = [:]
    // A target is a call whose first words are quoted: its name, then its dependencies up to the next target.
    let starts = text.ranges(of: /\b(?:library|executableTarget|target|systemLibrary)\(\s*(?:name: )?"([\w-]+)"/)
    for (place, start) in starts.enumerated() {
      let end = place + 1 < starts.count ? starts[place + 1].lowerBound : text.endIndex
      let names = text[start.lowerBound..<end].split(separator: "\"", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset % 2 == 1 }.map { String($0.element) }
      guard let name = names.first, own.contains(name) else { continue }
      found[name, default: []].formUnion(names.dropFirst().filter { own.contains($0) || owners[$0] != nil })
    }
    return found
  }

  @Test func theManifestNamesWhatTheSourcesImport() throws {
    let manifest = try Self.manifest()
    #expect(manifest.count > 15)
    var imported: [String: Set<String>] = [:]
    for file in try Self.swiftFiles() {
      let names = Self.imports(in: file.text).filter { manifest[$0] != nil || Self.owners[$0] != nil }
      imported[file.target, default: []].formUnion(names)
    }
    for (target, names) in imported.sorted(by: { $0.key < $1.key }) {
      let allowed = try #require(manifest[target], "\(target) is no target of Package.swift")
      #expect(names.subtracting(allowed).isEmpty, "\(target) imports what Package.swift doesn't give it")
      let unused = allowed.subtracting(names).subtracting(["LanguageRuntimeKernels", "EmbeddedResources"])
      if target != "entente" { #expect(unused.isEmpty, "Package.swift gives \(target) what no source imports") }
    }
  }

  @Test func outsidePackagesStayWithTheirOwners() throws {
    for file in try Self.swiftFiles() {
      for name in Self.imports(in: file.text) {
        guard let owner = Self.owners[name] else { continue }
        #expect(file.target == owner, "\(file.path) imports \(name), which belongs to \(owner)")
      }
    }
  }

  @Test func listOfKnowledgeFilesIsFresh() throws {
    let folder = SharedData.packageFolder.appendingPathComponent("Sources/EmbeddedResources")
    let listed = try String(contentsOf: folder.appendingPathComponent("resources.inc"), encoding: .utf8)
    let tables = folder.appendingPathComponent("tables").path
    let files = (FileManager.default.enumerator(atPath: tables)?.compactMap { $0 as? String } ?? [])
      .filter { $0.hasSuffix(".tsv") || $0.hasSuffix(".json") || $0.hasSuffix(".bin") || $0.hasSuffix(".safetensors") }
    #expect(!files.isEmpty)
    let web = folder.appendingPathComponent("web").path
    let parts = (FileManager.default.enumerator(atPath: web)?.compactMap { $0 as? String } ?? [])
      .filter { [".mustache", ".css", ".js", ".svg", ".tsv"].contains(where: $0.hasSuffix) }.map { "web/" + $0 }
    #expect(!parts.isEmpty)
    for file in files + parts {
      #expect(listed.contains("{\"\(file)\","), "\(file) isn't listed: run Scripts/list-resources")
    }
  }
}
