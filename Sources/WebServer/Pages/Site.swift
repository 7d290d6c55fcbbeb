import Analysis
import Codebook
import Findings
import Foundation
import Hummingbird
import Pipeline
import ResourceTables
import Store

/// Everything that pages are made from.
struct Site: Sendable {
  let archive: Archive
  let lexicon: ActorLexicon
  let naming: ActorNaming
  let wording: Wording
  let keeper: SnapshotKeeper
  let desk: ReadingDesk
  let renderer: PageRenderer
  let cache: PageCache
  let openedDocuments = OpenedDocuments()
  let exportDesk = ExportDesk()
  let assets: SiteAssets
  let token: AccessToken?
  let patience = TokenPatience()
  let bodies: RequestBodies
  let explain: (@Sendable (FindingName) throws -> String)?
  /// Bytes of one request's body at most.
  let uploadLimit: Int
  static let pageLength = 50

  /// The filter that an address gives a list.
  func filter(_ fields: FormFields, for list: Filter.List, in snapshot: ArchiveSnapshot) throws -> ListFilter {
    // Codes that no table knows are known where the archive holds them.
    let asked = fields.values("actor") + fields.values("with")
    let isOdd = asked.contains { $0.utf8.count == 3 && naming.read($0) == nil }
    let held = isOdd ? Set(try snapshot.actors.map(\.code)) : []
    return ListFilter(
      fields, for: list,
      with: Filter.Resolver(
        naming: naming, documents: snapshot.documents, list: list, knows: { held.contains($0) }))
  }

  /// An actor of a filter in words.
  func name(_ term: ActorTerm) -> String {
    switch term {
    case .code(let code): wording.name(of: code)
    case .entity(let key), .identifier(let key):
      lexicon.listing(containing: "").first { $0.identifier == key }?.name ?? key
    }
  }

  /// A document as the lines that rest on it name it.
  func reference(of document: Int64, in snapshot: ArchiveSnapshot) -> String {
    guard let summary = snapshot.document(document) else { return "document \(document)" }
    return wording.reference(summary.metadata, title: summary.displayTitle)
  }

  /// When a name or an office of a listing holds.
  func period(_ listing: ActorListing) -> String { wording.period(from: listing.from, to: listing.to) }

  /// A page of the newest snapshot, from the cache where it is there.
  ///
  /// - Parameter variant: what the page shows beside the archive, such as the state of reading.
  func respond(
    to request: Request, variant: String = "",
    _ make: @escaping @Sendable (ArchiveSnapshot, FormFields) throws -> PageContent
  ) throws -> Response {
    try respond(to: request, variant: variant, contentType: "text/html; charset=utf-8") {
      renderer.page(try make($0, $1))
    }
  }

  /// Bytes made of the newest snapshot, from the cache where they are there.
  func respond(
    to request: Request, variant: String = "", contentType: String,
    bytes make: @escaping @Sendable (ArchiveSnapshot, FormFields) throws -> [UInt8]
  ) throws -> Response {
    let query = request.uri.query ?? ""
    let address = "\(request.uri.path)?\(query)#\(variant)"
    let known = keeper.current.generation
    if let page = cache.page(address, generation: known) { return response(page, to: request) }
    let makePage: PageCache.Make = { snapshot in
      let bytes = try make(snapshot, FormFields(query))
      return PageCache.Page(bytes: bytes, contentType: contentType, tag: "\"\(String(Self.hash(bytes), radix: 36))\"")
    }
    let (page, generation) = try fresh { (try makePage($0), $0.generation) }
    cache.keep(page, as: address, generation: generation, make: makePage)
    return response(page, to: request)
  }

  /// What is made of the newest snapshot; made again of a newer one where the archive has changed under it.
  func fresh<Answer>(_ make: (ArchiveSnapshot) throws -> Answer) throws -> Answer {
    for _ in 0..<3 {
      do { return try make(keeper.current) } catch let error as StaleSnapshot {
        // Where another reader's refresh came first, that one serves.
        keeper.refresh(unless: try archive.revision(), with: error.list, isUrgent: true)
      }
    }
    throw HTTPError(.serviceUnavailable, headers: [.retryAfter: "2"], message: "The archive is changing; ask again.")
  }

  private func response(_ page: PageCache.Page, to request: Request) -> Response {
    if request.headers[.ifNoneMatch] == page.tag {
      return Response(status: .notModified, headers: [.eTag: page.tag])
    }
    return Response(
      status: .ok, headers: [.contentType: page.contentType, .eTag: page.tag],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: page.bytes)))
  }

  /// What is shown where something was asked for in vain.
  struct ErrorPage: PageValue {
    static let template = "error"
    var code: Int
    var reason: String
    var message: String?
    var needsToken: Bool
    var isMissing: Bool
  }

  /// A page that stands for an error.
  func errorPage(_ status: HTTPResponse.Status, _ message: String?) -> Response {
    let page = ErrorPage(
      code: status.code, reason: status.reasonPhrase, message: message, needsToken: status == .unauthorized,
      isMissing: status == .notFound)
    let bytes = renderer.page(PageContent(title: status.reasonPhrase, view: page))
    return Response(
      status: status, headers: [.contentType: "text/html; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  /// Fowler–Noll–Vo 1a, 64 bits: tells pages apart, protects nothing.
  static func hash(_ bytes: [UInt8]) -> UInt64 {
    bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}

/// Files that pages refer to, by the only names there are.
struct SiteAssets: Sendable {
  private var files: [String: (bytes: [UInt8], type: String, tag: String)] = [:]

  /// - Parameter d3: the charting script, where the machine has it.
  init(d3: [UInt8]?) {
    for (name, type) in [
      ("site.css", "text/css; charset=utf-8"), ("site.js", "text/javascript; charset=utf-8"),
      ("timeline.js", "text/javascript; charset=utf-8"), ("icon.svg", "image/svg+xml"),
    ] {
      if let bytes = EmbeddedTables.bytes(of: "web/\(name)") { add(name, Array(bytes), type) }
    }
    if let d3 { add("d3.min.js", d3, "text/javascript; charset=utf-8") }
  }

  var hasCharts: Bool { files["d3.min.js"] != nil }

  private mutating func add(_ name: String, _ bytes: [UInt8], _ type: String) {
    files[name] = (bytes, type, "\"\(String(Site.hash(bytes), radix: 36))\"")
  }

  func response(named name: String, to request: Request) throws -> Response {
    guard let file = files[name] else { throw HTTPError(.notFound) }
    if request.headers[.ifNoneMatch] == file.tag { return Response(status: .notModified, headers: [.eTag: file.tag]) }
    return Response(
      status: .ok, headers: [.contentType: file.type, .eTag: file.tag],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.bytes)))
  }
}
