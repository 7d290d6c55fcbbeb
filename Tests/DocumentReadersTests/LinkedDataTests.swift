import DocumentReaders
import SourceTexts
import Testing

/// A page's record from JSON-LD.
@Suite struct LinkedDataTests {
  static func record(_ linked: String) throws -> DocumentMetadata {
    let page = """
      <html><head><title>x</title><script type="application/ld+json">\(linked)</script></head><body><article>\
      <p>\(sentences[0])</p><p>\(sentences[1])</p></article></body></html>
      """
    return try DocumentReader().read(bytes: Array(page.utf8), name: "a.html").get().metadata
  }

  @Test func findsNamesByIdentifierAnywhereOnThePage() throws {
    let record = try Self.record(
      """
      {"@graph":[{"@type":"WebPage","datePublished":"1999-01-01","name":"Home"},{"@type":"Report","headline":"Grain &amp; guns",
      "datePublished":"2003-04-05","author":[{"@id":"#b"},{"givenName":"Ann","familyName":"Roe"}],"publisher":{"@id":"#p"}},
      {"@id":"#p","@type":"Organization","name":"The Mail"},{"@id":"#b","@type":"Person","name":"Ben Low"}]}
      """)
    #expect(record.authors == ["Ben Low", "Ann Roe"])
    #expect(record.published == "2003-04-05")
    #expect(record.publisher == "The Mail")
    #expect(record.title == "Grain & guns")
  }

  @Test func takesThePageWhereThereIsNoArticle() throws {
    #expect(try Self.record("{\"@type\":\"WebPage\",\"datePublished\":\"1999-01-01\"}").published == "1999-01-01")
  }

  @Test func bearsEndlessLists() throws {
    let nested = String(repeating: "[", count: 400) + String(repeating: "]", count: 400)
    #expect(try Self.record("{\"@type\":\"Article\",\"author\":\(nested),\"headline\":\"T\"}").title == "T")
  }
}
