import Exports
import Testing

@Suite struct FindingListFormatTests {
  private func cell(_ text: String, as format: FindingListFormat) -> String {
    var list = FindingList(columns: ["c"])
    list.rows = [[text]]
    return format.write(list)
  }

  @Test(arguments: ["=1+1", "+1+1", "-2+3+cmd|' /C calc'!A0", "@SUM(1)", "\t=1", "-report.txt"])
  func spreadsheetsSeeNoFormulas(_ text: String) {
    #expect(cell(text, as: .csv) == "c\r\n'\(text)\r\n")
  }

  @Test(arguments: ["-1", "-0.5", "-0044-03-15", "-0500/-0480", "plain - text"])
  func numbersAndYearsBeforeTheCommonEraStayAsTheyAre(_ text: String) {
    #expect(cell(text, as: .csv) == "c\r\n\(text)\r\n")
  }

  @Test func markdownCellsHoldNoMarkup() {
    let text = "<img src=x onerror=alert(1)> [leave](javascript:alert(2)) \\| a|b\nnext"
    let line = cell(text, as: .md).split(separator: "\n").last ?? ""
    #expect(line.hasPrefix("| \\<img") && line.hasSuffix("next |"))
    #expect(!line.contains(" <img") && !line.contains(" [leave]"))
    #expect(line.contains("\\\\\\| a\\|b next"))
  }
}
