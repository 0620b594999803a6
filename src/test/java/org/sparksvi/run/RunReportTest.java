package org.sparksvi.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the page writes numbers. */
class RunReportTest {
  @ParameterizedTest
  @CsvSource({
    "1.0000001, 1",
    "-1.9999999, -2",
    "2.5, 2.5",
    "10.02, 10.02",
    "100.00001, 100",
    "100, 100",
    "123456.7, 123457",
    "1200000.5, 1.20000e+06",
    "0, 0"
  })
  void zerosBehindThePointAreLeftOut(double number, String written) {
    assertEquals(written, RunReport.number(number));
  }
}
