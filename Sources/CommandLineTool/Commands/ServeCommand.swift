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
      files given here while it serves. Nothing leaves the machine. On any other address than this machine's own a \
      token is needed, which the page asks for; programs send it as "Authorization: Bearer TOKEN". Ctrl-C ends it.
      """)

  @Argument(help: "Files, folders or patterns to read into the archive.")
  var files: [String] = []

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var model: ModelOptions
  @OptionGroup var lexicon: LexiconOptions
  @OptionGroup var coding: CodingOptions

  @Option(help: "The port; 0 takes any that is free.")
  var port = 8080

  @Option(help: "The address to listen on.")
  var host = "127.0.0.1"

  @Option(help: "What others have to know to see the page: eight or more letters, digits, - . or _; or ENTENTE_TOKEN.")
  var token: String?

  func validate() throws {
    if !(0...65535).contains(port) { throw ValidationError("--port takes a number from 0 to 65535.") }
    if let secret, AccessToken(secret) == nil {
      let name = token == nil ? "ENTENTE_TOKEN" : "--token"
      throw ValidationError("\(name) takes eight or more letters, digits, hyphens, dots or underscores.")
    }
    if secret == nil, HostName.names(boundTo: host) == nil {
      throw ValidationError("\(WebServer.Failure.tokenNeeded(host: host))")
    }
  }

  /// The token of the command line or, so that no list of processes shows it, of the environment.
  private var secret: String? {
    if let token { return token }
    let variable = ProcessInfo.processInfo.environment["ENTENTE_TOKEN"] ?? ""
    return variable.isEmpty ? nil : variable
  }

  func run() throws {
    let archive = try Archive.open(at: archive.archive)
    let lexicon = try lexicon.load()
    let (intake, pipeline, missing) = try makeIntake()
    if !files.isEmpty, let missing { throw missing }
    var explain: (@Sendable (FindingName) throws -> String)?
    if let pipeline { explain = { try Explanation(of: $0, in: archive, pipeline: pipeline).text } }
    let server: WebServer
    do {
      server = try WebServer(
        archive: archive, lexicon: lexicon,
        settings: WebServer.Settings(
          host: host, port: port, token: secret.flatMap(AccessToken.init), d3: ChartingScript.bytes()),
        intake: intake, unavailability: missing.map { "\($0)" }, explain: explain)
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
    let list = FileList.expand(files, besides: path)
    for folder in list.emptyFolders { StandardError.write("\(folder): warning: no documents in this folder") }
    Task {
      do {
        try await server.run { port in
          StandardError.write("\(path) at http://\(name):\(port)/ (Ctrl-C ends it)")
          do {
            try server.read(files: list.files)
          } catch {
            StandardError.write("error: the files can't be read: \(error)")
          }
        }
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
  private func makeIntake() throws -> (DocumentIntake?, LanguagePipeline?, MissingModel?) {
    let pipeline: LanguagePipeline
    do {
      pipeline = try model.load()
    } catch let error as MissingModel {
      return (nil, nil, error)
    }
    let coder = try DocumentCoder(pipeline: pipeline, lexicon: lexicon.load(), encoder: coding.encoder())
    let versions = CoderVersion.versions(
      model: pipeline.name, reader: coder.readerVersion, lexicons: lexicon.contents)
    let reader = try DocumentReader()
    let intake = DocumentIntake(
      read: { bytes, name in JSONLinesReader.documents(in: bytes, name: name, reader: reader) },
      readFile: { path, each in
        ServedFile(path: path, reader: reader).read { document, statesMetadata in
          if case .failure(let diagnostic) = document { StandardError.write(diagnostic.description) }
          each(document, statesMetadata)
        }
      },
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

/// A file that was named on the command line.
private struct ServedFile {
  var path: String
  var reader: DocumentReader

  /// Gives its documents as `entente read` does: those of JSON lines one by one, every other with the record beside it.
  func read(_ each: (Result<SourceText, ReadingDiagnostic>, _ statesMetadata: Bool) -> Void) {
    guard path == "-" || JSONLinesReader.isJSONLines(path: path) else {
      let (beside, diagnostic) = BibliographicSidecar.record(beside: path)
      let document = reader.read(path: path).map { source in
        source.with(
          metadata: beside.map { source.metadata.overridden(by: $0) } ?? source.metadata,
          diagnostics: source.diagnostics + (diagnostic.map { [$0] } ?? []))
      }
      return each(document, beside != nil)
    }
    switch JSONLinesReader.open(path: path, reader: reader) {
    case .failure(let diagnostic): each(.failure(diagnostic), false)
    case .success(let records): while let record = records.next() { each(record, false) }
    }
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
