import Codebook
import Findings
import Foundation
import Hummingbird
import Pipeline
import Store

/// The page of an archive: documents, chronicle, actors, lists and search, on this machine.
///
/// ```swift
/// let server = try WebServer(archive: archive, lexicon: lexicon, settings: WebServer.Settings(port: 8080))
/// try await server.run { port in print("http://127.0.0.1:\(port)/") }
/// ```
///
/// Pages are made on the server and work without scripts. Nothing that a request says reaches the file system.
public struct WebServer: Sendable {
  public struct Settings: Sendable {
    /// The address to listen on.
    public var host: String
    /// 0 takes any that is free.
    public var port: Int
    /// Needed on every address but this machine's own.
    public var token: AccessToken?
    /// Bytes of one upload at most.
    public var uploadLimit: Int
    /// Bytes of all bodies under way at most.
    public var uploadBudget: Int
    /// How long the body of one request may take to come.
    public var bodyPatience: Duration
    /// The charting script d3, where the machine has it; without it the timeline is left out.
    public var d3: [UInt8]?

    public init(
      host: String = "127.0.0.1", port: Int = 8080, token: AccessToken? = nil, uploadLimit: Int = 50 << 20,
      uploadBudget: Int = 128 << 20, bodyPatience: Duration = .seconds(120), d3: [UInt8]? = nil
    ) {
      self.host = HostName.withoutBrackets(host)
      self.port = port
      self.token = token
      self.uploadLimit = uploadLimit
      self.uploadBudget = uploadBudget
      self.bodyPatience = bodyPatience
      self.d3 = d3
    }
  }

  /// What stands between settings and a running server.
  public enum Failure: Error, Sendable, CustomStringConvertible {
    case tokenNeeded(host: String)

    public var description: String {
      switch self {
      case .tokenNeeded(let host): "\(host) can be reached by others, so a token is needed (--token)"
      }
    }
  }

  private let settings: Settings
  let site: Site

  /// - Parameters:
  ///   - intake: how documents are read; nil where they can't be, and then `unavailability` tells why.
  ///   - explain: everything that led to one finding, as text.
  /// - Throws: ``Failure`` where a token is needed; `ResourceError` where a part of the page is malformed.
  public init(
    archive: Archive, lexicon: ActorLexicon, settings: Settings = Settings(), intake: DocumentIntake? = nil,
    unavailability: String? = nil, explain: (@Sendable (FindingName) throws -> String)? = nil
  ) throws {
    if settings.token == nil, HostName.names(boundTo: settings.host) == nil {
      throw Failure.tokenNeeded(host: settings.host)
    }
    self.settings = settings
    let cache = PageCache()
    let keeper = try SnapshotKeeper(archive: archive, cache: cache)
    site = Site(
      archive: archive, lexicon: lexicon, naming: try ActorNaming(lexicon: lexicon),
      wording: try Wording(lexicon: lexicon), keeper: keeper,
      desk: ReadingDesk(archive: archive, keeper: keeper, intake: intake, unavailability: unavailability),
      renderer: try PageRenderer(), cache: cache, assets: SiteAssets(d3: settings.d3), token: settings.token,
      bodies: RequestBodies(budget: settings.uploadBudget, patience: settings.bodyPatience), explain: explain,
      uploadLimit: settings.uploadLimit)
  }

  /// Queues files behind what is being read; pages show how far they have come.
  public func read(files: [String]) throws {
    for file in files { try site.desk.take(.file(file), name: file) }
  }

  /// The addresses with what guards them.
  func makeRouter() -> Router<SiteContext> {
    let router = Router(context: SiteContext.self, options: [.autoGenerateHeadEndpoints])
    let site = site
    router.add(middleware: SafetyHeaders { site.errorPage($0, $1) })
    router.add(
      middleware: RequestGate(
        hosts: settings.token == nil ? HostName.names(boundTo: settings.host) : nil,
        token: settings.token))
    site.addRoutes(to: router)
    return router
  }

  /// Serves until the process is asked to end.
  ///
  /// - Parameter onRunning: is told the port when the server can be reached.
  public func run(onRunning: @escaping @Sendable (Int) -> Void = { _ in }) async throws {
    try await run(endingOnSignals: true, onRunning: onRunning)
  }

  /// - Parameter endingOnSignals: whether SIGINT and SIGTERM end it; otherwise only its task's cancellation does.
  package func run(endingOnSignals: Bool, onRunning: @escaping @Sendable (Int) -> Void) async throws {
    let asked = settings.port
    var application = Application(
      router: makeRouter(),
      server: .http1(
        configuration: .init(
          idleTimeout: .seconds(60),
          httpDecoderConfiguration: .init(
            maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100))),
      configuration: ApplicationConfiguration(
        address: .hostname(settings.host, port: settings.port), serverName: "Entente"),
      onServerRunning: { channel in onRunning(channel.localAddress?.port ?? asked) })
    application.logger.logLevel = .critical
    try await application.runService(gracefulShutdownSignals: endingOnSignals ? [.sigterm, .sigint] : [])
  }
}
