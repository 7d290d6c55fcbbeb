import Foundation
import TestSupport
import Testing

/// Runs the program that was built beside the tests, as a shell would.
struct BuiltProgram {
  struct Outcome {
    var exitCode: Int32
    var output: String
    var errors: String

    var lines: [Substring] { output.split(separator: "\n", omittingEmptySubsequences: false).dropLast() }

    /// The output's lines as JSON objects.
    func objects() throws -> [[String: Any]] {
      try lines.map { line in
        try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
      }
    }
  }

  /// The program of the tests' own build: their bundle lies beside it.
  static let location: URL = {
    let besideTests = Bundle.allBundles.lazy.map { $0.bundleURL.deletingLastPathComponent() }
      .map { $0.appendingPathComponent("entente") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    return besideTests ?? SharedData.packageFolder.appendingPathComponent(".build/release/entente")
  }()

  static func run(_ arguments: [String], input: Data = Data(), in folder: URL? = nil) throws -> Outcome {
    let files = try TemporaryFolder()
    let standardInput = try files.add("stdin", input)
    let output = try files.add("stdout", Data())
    let errors = try files.add("stderr", Data())
    let process = Process()
    process.executableURL = location
    process.arguments = arguments
    process.currentDirectoryURL = folder ?? files.url
    process.standardInput = try FileHandle(forReadingFrom: standardInput)
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return Outcome(
      exitCode: process.terminationStatus, output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }

  static func run(_ arguments: String..., input: String = "") throws -> Outcome {
    try run(arguments, input: Data(input.utf8))
  }
}

/// A folder that goes away with its last user.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("entente-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  @discardableResult func add(_ name: String, _ content: Data) throws -> URL {
    let file = url.appendingPathComponent(name)
    try content.write(to: file)
    return file
  }

  @discardableResult func add(_ name: String, _ content: String) throws -> URL { try add(name, Data(content.utf8)) }
}
