/// What the user says of how documents are to be read.
public struct ReadingHints: Sendable, Hashable {
  /// Whether the documents are chronologies: dates that stand by themselves date what follows, the first of them too.
  public var isChronology: Bool
  /// The year that dates without one count from at a document's beginning.
  public var narrativeYear: Int?
  /// Whether texts in other languages than English are read too, though only English is analysed.
  public var acceptsAnyLanguage: Bool
  /// Whether pages that are pictures are read by Tesseract.
  public var readsScans: Bool
  /// Columns of tables of articles by the field they give: "text" to "Body".
  public var columns: [String: String]

  public init(
    isChronology: Bool = false, narrativeYear: Int? = nil, acceptsAnyLanguage: Bool = false,
    readsScans: Bool = false, columns: [String: String] = [:]
  ) {
    self.isChronology = isChronology
    self.narrativeYear = narrativeYear
    self.acceptsAnyLanguage = acceptsAnyLanguage
    self.readsScans = readsScans
    self.columns = columns
  }
}
