import Foundation
import SourceTexts

/// Runs a program of poppler-utils or Tesseract: found on PATH, started without a shell, ended where it takes too long.
struct ExternalTool {
  struct Outcome {
    var status: Int32
    var output: Data
    var errors: String
  }

  let name: String
  let program: URL

  /// - Parameters:
  ///   - origin: what brings the tool, as the diagnostic says it.
  /// - Throws: ``ReadingDiagnostic`` with code `missing_tool`.
  init(
    _ name: String, for file: String, origin: String = "it comes with poppler-utils (Debian) or poppler"
  ) throws {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    let found = path.split(separator: ":").map { URL(fileURLWithPath: String($0)).appendingPathComponent(name) }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    guard let found else {
      throw ReadingDiagnostic(
        .error, .missingTool, file: file,
        message: "\(name) is not installed; \(origin)")
    }
    self.name = name
    self.program = found
  }

  /// Runs the tool with its output in files of `folder`, so that no pipe can fill up.
  ///
  /// - Throws: ``ReadingDiagnostic`` with code `damaged_file` where it takes more than `seconds`.
  func run(_ arguments: [String], in folder: URL, seconds: Int, file: String) throws -> Outcome {
    let output = folder.appendingPathComponent("\(name).out")
    let errors = folder.appendingPathComponent("\(name).err")
    for url in [output, errors] { _ = FileManager.default.createFile(atPath: url.path, contents: nil) }
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    let done = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in done.signal() }
    try process.run()
    if done.wait(timeout: .now() + .seconds(seconds)) == .timedOut {
      process.terminate()
      if done.wait(timeout: .now() + .seconds(2)) == .timedOut { kill(process.processIdentifier, SIGKILL) }
      throw ReadingDiagnostic(
        .error, .damagedFile, file: file, message: "\(name) took more than \(seconds) s over it")
    }
    let messages = (try? Data(contentsOf: errors).prefix(1 << 16)) ?? Data()
    return Outcome(
      status: process.terminationStatus, output: (try? Data(contentsOf: output)) ?? Data(),
      errors: String(decoding: messages, as: UTF8.self))
  }
}
