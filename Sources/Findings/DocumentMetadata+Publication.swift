import SourceTexts

extension DocumentMetadata {
  /// The day of publication; nil where only the month or year is known, since "yesterday" can't be reckoned from those.
  public var publicationDay: CalendarDay? { published.flatMap { CalendarDay($0) } }

  /// The day, month or year at the front of an ISO 8601 date or time; nil where there is none.
  ///
  /// ```
  /// DocumentMetadata.publicationDate("2017-02-06T10:00Z") == "2017-02-06"
  /// DocumentMetadata.publicationDate("198X") == nil
  /// DocumentMetadata.publicationDate("") == nil
  /// ```
  public static func publicationDate(_ text: String) -> String? {
    let date = String(text.prefix { $0 != "T" && $0 != " " })
    guard date.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2D }), date.utf8.first != 0x2D,
      let bounds = ExtendedDate.bounds(of: date), bounds.earliest != nil, bounds.latest != nil
    else { return nil }
    return date
  }
}
