import Exports
import Foundation
import Testing

@Suite struct JSONWriterTests {
  @Test(arguments: ["", "plain", "quote \" and \\", "line\nreturn\rtab\t", "\u{0}\u{1f}", "“é” 🇫🇷", "</script>"])
  func stringsReadBackTheSame(text: String) throws {
    var json = JSONWriter()
    json.beginArray()
    json.string(text)
    json.endArray()
    #expect(try JSONDecoder().decode([String].self, from: Data(json.bytes)) == [text])
  }

  @Test(arguments: [0, -1, 7, 10, 1904, -40_000, Int.max, Int.min])
  func integersReadBackTheSame(number: Int) {
    var json = JSONWriter()
    json.integer(number)
    #expect(String(decoding: json.bytes, as: UTF8.self) == String(number))
  }

  @Test func separatesMembersOnlyWhereNeeded() {
    var json = JSONWriter()
    json.beginObject()
    json.key("a")
    json.beginArray()
    json.integer(1)
    json.null()
    json.boolean(true)
    json.endArray()
    json.key("b")
    json.number(0.5)
    json.key("c")
    json.number(.infinity)
    json.endObject()
    json.newline()
    #expect(String(decoding: json.bytes, as: UTF8.self) == "{\"a\":[1,null,true],\"b\":0.5,\"c\":null}\n")
  }
}
