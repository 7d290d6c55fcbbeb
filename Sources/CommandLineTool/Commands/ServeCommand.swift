import ArgumentParser
import DocumentReaders
import Findings
import Foundation
import LanguageRuntime
import Pipeline
import SourceTexts
import Store
import WebServer

struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Shows an archive as web pages on this machine.",
    discussion: """
      Serves documents, chronicle, actors, lists and search at http://127.0.0.1:8080/, takes uploads, and reads the \
      files given here first. Nothing leaves the machine. On any other address than this machine's own a token is \
      needed, which the page asks for; programs send it as "Authorization: Bearer TOKEN". Ctrl-C ends it.
      """)

  @Argument(help: "Files, folders or patterns to read into the archive first.")
  var files: [String] = []

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var model: ModelOptions
  @OptionGroup var lexicon: LexiconOptions

  @Option(help: "The port; 0 takes any that is free.")
  var port = 8080

  @Option(help: "The address to listen on.")
  var host = "127.0.0.1"

  @Option(help: "What others have to know to see the page: eight or more letters, digits, - . or _.")
  var token: String?

  func validate() throws {
    if !(0...65535).contains(port) { throw ValidationError("--port takes a number from 0 to 65535.") }
    if let token, AccessToken(token) == nil {
      throw ValidationError("--token takes eight or more letters, digits, hyphens, dots or underscores.")
    }
  }

  func run() throws {
    let archive = try Archive.open(at: archive.archive)
    let lexicon = try lexicon.load()
    let (intake, pipeline, reason) = try makeIntake()
    if !files.isEmpty {
      guard let pipeline else { throw MissingModelForServing(reason: reason ?? "") }
      try read(FileList.expand(files, besides: self.archive.archive).files, into: archive, pipeline: pipeline)
    }
    var explain: (@Sendable (FindingName) throws -> String)?
    if let pipeline { explain = { try Explanation(of: $0, in: archive, pipeline: pipeline).text } }
    let server: WebServer
    do {
      server = try WebServer(
        archive: archive, lexicon: lexicon,
        settings: WebServer.Settings(
          host: host, port: port, token: token.flatMap(AccessToken.init), d3: ChartingScript.bytes()),
        intake: intake, unavailability: reason, explain: explain)
    } catch let failure as WebServer.Failure {
      throw ValidationError("\(failure)")
    }
    try serve(server)
  }

  /// Blocks this thread, and so the process, for as long as the server runs.
  private func serve(_ server: WebServer) throws {
    let ended = DispatchSemaphore(value: 0)
    let failure = ServingFailure()
    let name = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
    let path = archive.archive
    Task {
      do {
        try await server.run { port in StandardError.write("\(path) at http://\(name):\(port)/ (Ctrl-C ends it)") }
      } catch {
        failure.set(error)
      }
      ended.signal()
    }
    ended.wait()
    if let error = failure.error {
      StandardError.write("\(name):\(port): error: can't serve here: \(error)")
      throw CommandExit.someFailed
    }
  }

  /// How uploads are read; without a language model an archive can still be shown.
  private func makeIntake() throws -> (DocumentIntake?, LanguagePipeline?, String?) {
    let pipeline: LanguagePipeline
    do {
      pipeline = try model.load()
    } catch let error as MissingModel {
      return (nil, nil, "\(error)")
    }
    let coder = try DocumentCoder(pipeline: pipeline, lexicon: lexicon.load())
    let versions = CoderVersion.versions(
      model: pipeline.name, lexicons: lexicon.contents)
    let reader = try DocumentReader()
    let intake = DocumentIntake(
      read: { bytes, name in UploadedDocuments.read(bytes, name: name, with: reader) },
      code: { source, files, progress in
        let worker = coder.makeWorker()
        // What is found in the parse takes about a fifth of the time.
        let analysis = worker.analyse(source) { progress($0 * 0.8) }
        return CodedDocument(
          source: source, files: files, sentences: analysis.sentenceRecords, findings: worker.code(analysis),
          versions: versions)
      })
    return (intake, pipeline, nil)
  }

  private func read(_ paths: [String], into archive: Archive, pipeline: LanguagePipeline) throws {
    let reader = try ArchiveReader(
      coder: DocumentCoder(pipeline: pipeline, lexicon: lexicon.load()), workers: .allCores,
      versions: CoderVersion.versions(model: pipeline.name, lexicons: lexicon.contents))
    var bar = ProgressBar(total: paths.count, isShown: isatty(STDERR_FILENO) == 1)
    _ = try reader.read(paths, into: archive) { progress in
      bar.clear()
      if case .failed(let diagnostic) = progress { StandardError.write(diagnostic.description) }
      bar.advance()
    }
    bar.clear()
  }
}

/// Files can't be read for serving because there is no model.
private struct MissingModelForServing: Error, CustomStringConvertible {
  var reason: String
  var description: String { reason }
}

/// The error that ended serving, handed from its task to the waiting thread.
private final class ServingFailure: @unchecked Sendable {
  private let lock = NSLock()
  private var stored: (any Error)?

  var error: (any Error)? {
    lock.lock()
    defer { lock.unlock() }
    return stored
  }

  func set(_ error: any Error) {
    lock.lock()
    stored = error
    lock.unlock()
  }
}

/// Documents in the bytes of an upload.
enum UploadedDocuments {
  /// One document; of JSON lines as many as there are lines.
  static func read(
    _ bytes: [UInt8], name: String, with reader: DocumentReader
  ) -> [Result<SourceText, ReadingDiagnostic>] {
    let isJSONLines =
      [".jsonl", ".ndjson"].contains { name.lowercased().hasSuffix($0) } && bytes.first { $0 > 0x20 } == 0x7B
    guard isJSONLines else { return [reader.read(bytes: bytes, name: name)] }
    return bytes.split(separator: 0x0A).filter { line in line.contains { $0 > 0x20 } }
      .map { reader.read(bytes: Array($0), name: name) }
  }
}

/// The charting script d3, which set-up puts beside the language model and Debian's node-d3 into its own folder.
enum ChartingScript {
  static func bytes() -> [UInt8]? {
    let environment = ProcessInfo.processInfo.environment
    let data = environment["XDG_DATA_HOME"] ?? (environment["HOME"] ?? "") + "/.local/share"
    for path in [data + "/entente/web/d3.min.js", "/usr/share/nodejs/d3/dist/d3.min.js"] {
      if let script = FileManager.default.contents(atPath: path) { return Array(script) }
    }
    return nil
  }
}
