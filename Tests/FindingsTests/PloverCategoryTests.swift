import Findings
import Testing

@Suite struct PloverCategoryTests {
  @Test func sixteenCategoriesStandInFourQuads() {
    #expect(PloverCategory.allCases.count == 16)
    let sizes = QuadClass.allCases.map { quad in PloverCategory.allCases.filter { $0.quad == quad }.count }
    #expect(sizes == [4, 3, 4, 5])
  }

  @Test func scoresLieOnTheirQuadsSide() {
    for category in PloverCategory.allCases {
      #expect(category.quad.isCooperation ? category.score > 0 : category.score <= 0, "\(category)")
    }
  }
}
