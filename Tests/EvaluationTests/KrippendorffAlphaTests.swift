import Evaluation
import Testing

@Suite struct KrippendorffAlphaTests {
  private func alpha(_ pairs: [(String, String)]) -> KrippendorffAlpha {
    var alpha = KrippendorffAlpha()
    for (first, second) in pairs { alpha.count(first, second) }
    return alpha
  }

  @Test func agreesWithTheFormulaOnSmallTables() throws {
    #expect(try #require(alpha([("x", "x"), ("y", "y"), ("x", "y")]).value) - 0.4444 < 0.001)
    #expect(alpha([("x", "x"), ("y", "y")]).value == 1)
    // Krippendorff's own example of two coders and two names, "Computing Krippendorff's Alpha-Reliability" (2011), A.
    let first = "0 1 0 0 0 0 0 0 1 0".split(separator: " ").map(String.init)
    let second = "1 1 1 0 0 1 0 0 0 0".split(separator: " ").map(String.init)
    let value = try #require(alpha(Array(zip(first, second))).value)
    #expect(abs(value - 0.095) < 0.001)
  }

  @Test func isUndefinedWhereThereIsNothingToTell() {
    #expect(alpha([]).value == nil)
    #expect(alpha([("x", "x"), ("x", "x")]).value == nil)
    #expect(alpha([("x", "x")]).agreement == 1)
  }
}
