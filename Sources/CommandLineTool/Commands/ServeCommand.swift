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
    if let pipeline { explain = { try Explanation(of: $0, in: archive, pipeline: pipeline.get()).text } }
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

  /// How uploads are read; without a language model an archive can still be shown. The model is loaded behind the
  /// server's back, so that pages are there at once.
  private func makeIntake() throws -> (DocumentIntake?, LazyPipeline?, MissingModel?) {
    let folder: URL
    do {
      folder = try model.folder()
    } catch let error as MissingModel {
      return (nil, nil, error)
    }
    let pipeline = LazyPipeline(folder: folder)
    let lexicon = lexicon
    let encoder = try coding.encoder()
    let coder = CoderSource(
      versions: CoderVersion.versions(
        model: ModelIdentity(folder: folder), reader: try encoder?.readerVersion(), lexicons: lexicon.contents),
      ownTables: try lexicon.tables(),
      load: {
        let known = try lexicon.load()
        return (
          try DocumentCoder(pipeline: pipeline.get(), lexicon: known, encoder: encoder, knowledge: lexicon.overlays()),
          known
        )
      })
    var intake = FileIntake.intake(coder: coder, reader: try DocumentReader())
    let readFile = intake.readFile
    intake.readFile = { path, each in
      readFile?(path) { document in
        if case .failure(let diagnostic) = document { StandardError.write(diagnostic.description) }
        each(document)
      }
    }
    return (intake, pipeline, nil)
  }
}

/// A language model that is loaded when it is first needed.
private final class LazyPipeline: @unchecked Sendable {
  private let folder: URL
  private let lock = NSLock()
  // Under `lock`.
  private var loaded: Result<LanguagePipeline, any Error>?

  init(folder: URL) { self.folder = folder }

  func get() throws -> LanguagePipeline {
    lock.lock()
    defer { lock.unlock() }
    let result = loaded ?? Result { try ModelOptions.load(folder) }
    loaded = result
    return try result.get()
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
