import Analysis
import Findings
import Store

extension Filter.Resolver {
  /// Answers by the knowledge files and by the documents of an archive.
  ///
  /// - Parameter knows: whether the archive holds a code that no table has.
  public init(
    naming: ActorNaming, documents: [DocumentSummary], list: Filter.List,
    knows: @escaping @Sendable (ActorCode) -> Bool = { _ in false }
  ) {
    self.init(
      actor: { naming.read($0, knows: knows)?.term }, actorsLike: { naming.namesLike($0) },
      document: { word in
        do {
          return .success(try DocumentWord.resolve(word, in: documents).id)
        } catch {
          return .failure(Filter.UnclearWord(reason: "\(error)"))
        }
      }, kinds: Self.kinds(of: list))
  }

  private static func kinds(of list: Filter.List) -> [String] {
    switch list {
    case .chronicle, .withDataSets: PloverCategory.allCases.map(\.rawValue)
    case .statements: [Statement.Kind.direct, .indirect].map(\.rawValue)
    case .figures: Figure.Kind.allCases.map(\.rawValue)
    case .agreements: Agreement.Status.allCases.map(\.rawValue)
    case .sources: [Citation.Kind.link, .note].map(\.rawValue)
    }
  }
}
