import DocumentReaders
import Foundation
import SourceTexts
import TestSupport
import Testing

/// Pages, mails and files as people find them.
@Suite struct FoundPagesTests {
  @Test func readsTheHeadOfAMailAsItsRecord() throws {
    let source = try plain(
      """
      From: "The Balkan Brief" <brief@balkan.example>
      To: reader@mail.example
      Subject: What came of the gamble
      Date: Mon, 30 Jun 2014 07:02:11 +0100
      List-Unsubscribe: <https://balkan.example/u>

      View this email in your browser (https://balkan.example/v/1)

      \(sentences[0])

      You are receiving this email because you subscribed at balkan.example.
      Unsubscribe: https://balkan.example/u
      """)
    #expect(source.metadata.title == "What came of the gamble")
    #expect(source.metadata.published == "2014-06-30")
    #expect(source.metadata.publisher == "The Balkan Brief")
    #expect(ReadingText.passages(of: source).map(\.text) == [sentences[0]])
  }

  @Test func aLineThatOnlyLooksLikeAMailFieldIsText() throws {
    let source = try plain("Question: who drew the line?\nAnswer: nobody knew at the time, says the minister.")
    #expect(source.blocks.allSatisfy { $0.kind != .pageFurniture })
  }

  @Test func readsNamesAndDateOfOneByline() throws {
    let source = try plain("The Persian bargain\n\nBy Lena Ortiz\n12 March 2019\n\nShare\nTweet\n\n\(sentences[0])")
    #expect(source.metadata.authors == ["Lena Ortiz"])
    #expect(source.metadata.published == "2019-03-12")
    #expect(source.blocks.map(\.kind) == [.title, .byline, .pageFurniture, .paragraph])
  }

  @Test func severalMarksStandBehindOneStop() throws {
    let source = try plain(
      """
      \(sentences[0])1 \(sentences[1])2,3 \(sentences[2])

      Notes

      1. Taylor, Struggle, p. 4.
      2. Ibid., p. 5.
      3. Rolo, p. 9.
      """)
    #expect(source.notes.allSatisfy { $0.mark != nil })
    #expect(ReadingText.passages(of: source).first?.text == sentences[0...2].joined(separator: " "))
  }

  @Test func aSentenceWithAMarkBehindItsStopIsNoHeading() throws {
    let source = try plain(
      "\(sentences[0])\n\nBelgium rejected the German note that night.1\n\n\(sentences[1])\n\n1 Albertini, Origins, vol. 3, p. 450."
    )
    #expect(source.blocks.map(\.kind) == [.paragraph, .paragraph, .paragraph, .footnote])
  }

  @Test func runningHeadsWithPageNumbersAreFurniture() throws {
    let source = try plain(
      """
      Journal of Eastern Questions, Vol. 12, No. 3 (2011), pp. 201-215

      The Guarantee That Failed

      \(sentences[0])1 The ambassador asked on Monday whether the Porte would

      1 Schmitt, Annexation, p. 12.

      \u{0C}202                     Maria Kowalska

      accept it. \(sentences[1])

      \u{0C}                The Guarantee That Failed                203

      \(sentences[2])
      """)
    #expect(source.metadata.title == "The Guarantee That Failed")
    #expect(source.blocks.filter { $0.kind == .pageFurniture }.count == 3)
    #expect(
      ReadingText.passages(of: source).contains {
        $0.text.hasSuffix("whether the Porte would accept it. \(sentences[1])")
      })
  }

  @Test func compoundsKeepTheirHyphenAtALineEnd() throws {
    let source = try plain(
      "The long-\nterm costs of the govern-\nment and its self-\nstyled guardians were felt in the short-\nage that followed the war."
    )
    #expect(
      ReadingText.passages(of: source).map(\.text) == [
        "The long-term costs of the government and its self-styled guardians were felt in the shortage that followed the war."
      ])
  }

  @Test func whatAnAuthorHeadingAnnouncesIsNoText() throws {
    let source = try plain(
      "\(sentences[0])\n\n\(sentences[1])\n\nAbout the author\n\nLena Ortiz teaches history at Leiden. She wrote that Russia invaded Persia."
    )
    #expect(source.blocks.last?.kind == .authorBox)
  }

  @Test func leavesOutWhatAnEncyclopediaPutsIntoSentences() throws {
    let source = try HTMLReaderTests.read(
      """
      <div id="content"><h1>Treaty of Bucharest</h1>
      <p>\(sentences[0])<sup class="reference"><a href="#n1">[1]</a></sup><sup class="reference nowrap">: 45 </sup>\
      <sup class="noprint Inline-Template">[<i><a href="/wiki/CN">citation needed</a></i>]</sup></p>
      <h2>Background<span class="mw-editsection">[<a href="/e">edit</a>]</span></h2>
      <div class="thumbinner"><img src="a"><div class="thumbcaption">Delegations at the conference</div></div>
      <p>\(sentences[1])<sup class="reference"><a href="#n1">[1]</a></sup></p>
      <ol class="references"><li id="n1"><span class="mw-cite-backlink">^ <a href="#r1"><sup>a</sup></a></span> Hall, Wars.</li></ol></div>
      """, head: "<title>Treaty of Bucharest - Wikipedia</title>")
    #expect(source.metadata.publisher == "Wikipedia")
    #expect(
      listing(source) == [
        "title Treaty of Bucharest", "paragraph \(sentences[0])", "heading Background",
        "caption Delegations at the conference", "paragraph \(sentences[1])", "footnote Hall, Wars.",
      ])
    #expect(
      NoteListing.notes(source, wordsBefore: 8) == [NoteListing(label: "1", before: " wanted.", body: "Hall, Wars.")])
  }

  @Test func keepsOtherPostsOutOfANewsletter() throws {
    let source = try HTMLReaderTests.read(
      """
      <article><h1>The peace</h1><p>\(sentences[0])</p><div class="digest-post-embed"><div class="embedded-post">
      <div>Why Serbia threatened Austria</div><div>Serbia threatened Austria in 1908 and then withdrew its demand.</div></div></div>
      <p>\(sentences[1])</p><p>Thanks for reading Old Chancelleries! Subscribe for free to receive new posts.</p></article>
      """)
    #expect(ReadingText.passages(of: source).map(\.text) == [sentences[0], sentences[1]])
  }

  @Test func wordsUnderAMarkdownPictureAreItsCaption() throws {
    let source = try DocumentReader().read(
      bytes: Array("# The landing\n\n\(sentences[0])\n\n![Map](map.png)\n*The Kaiser at Tangier, 1905.*\n".utf8),
      name: "landing.md"
    ).get()
    #expect(source.blocks.map(\.kind) == [.title, .paragraph, .caption])
  }

  @Test func readsAWordFileWithContentsRevisionsAndBothKindsOfNotes() throws {
    let file = SharedData.packageFolder.appendingPathComponent("Tests/Fixtures/documents/brinkmanship.docx")
    let source = try DocumentReader().read(file: file).get()
    #expect(source.metadata.title == "Brinkmanship before the war")
    #expect(source.blocks.prefix(5).map(\.kind) == [.pageFurniture, .pageFurniture, .title, .heading, .byline])
    #expect(source.notes.map(\.label) == ["1", "2", "i", "ii"])
    #expect(source.notes.allSatisfy { $0.mark != nil })
    let text = ReadingText.passages(of: source).map(\.text).joined(separator: "\n")
    #expect(text.contains("Austria-Hungary annexed Bosnia in October 1908, and Serbia"))
    #expect(text.contains("Italy declared war on the Ottoman Empire on 29 September 1911"))
    for deleted in ["invaded", "Russia attacked Japan", "Turkey threaten", "Greece left"] {
      #expect(!source.text.contains(deleted))
    }
  }
}
