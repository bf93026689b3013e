package dev.plateau.collector.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinomialTestTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1, 0.3",
    "3, 10, 0.25",
    "10, 10, 0.5",
    "60, 100, 0.5",
    "35, 100, 0.25",
    "250, 1000, 0.111",
    "999, 1000, 0.001",
    "1, 1000, 0.999"
  })
  void upperTail_isTheSumOfExactTerms(int successes, int trials, double probability) {
    assertThat(BinomialTest.upperTail(successes, trials, probability))
        .isCloseTo(naive(successes, trials, probability), Percentage.withPercentage(1e-9));
  }

  /** Powers and whole binomial coefficients to 400 digits, added up one by one. */
  private static double naive(int successes, int trials, double probability) {
    MathContext digits = new MathContext(400);
    BigDecimal p = new BigDecimal(probability);
    BigInteger choices = BigInteger.ONE;
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i <= trials; i++) {
      if (i >= successes) {
        sum =
            sum.add(
                new BigDecimal(choices)
                    .multiply(p.pow(i, digits), digits)
                    .multiply(BigDecimal.ONE.subtract(p).pow(trials - i, digits), digits));
      }
      choices = choices.multiply(BigInteger.valueOf(trials - i)).divide(BigInteger.valueOf(i + 1L));
    }
    return sum.doubleValue();
  }

  @Test
  void upperTail_ofManyTrials_isThatOfTheNormalDistribution() {
    // 0.5 + 3 standard deviations of 100000 trials, with the half of a trial that rounds.
    assertThat(BinomialTest.upperTail(50_475, 100_000, 0.5)).isCloseTo(1.35e-3, within(3e-5));
  }

  @Test
  void upperTail_atTheEnds_isCertainOrImpossible() {
    assertThat(BinomialTest.upperTail(0, 0, 0.5)).isEqualTo(1);
    assertThat(BinomialTest.upperTail(0, 7, 0)).isEqualTo(1);
    assertThat(BinomialTest.upperTail(1, 7, 0)).isEqualTo(0);
    assertThat(BinomialTest.upperTail(7, 7, 1)).isEqualTo(1);
    assertThat(BinomialTest.upperTail(1, 3, 1e-300)).isCloseTo(3e-300, within(1e-309));
  }

  @Test
  void upperTail_ofWhatCannotBe_isRefused() {
    assertThatThrownBy(() -> BinomialTest.upperTail(4, 3, 0.5))
        .hasMessage("successes must be from 0 to trials, got 4 of 3");
    assertThatThrownBy(() -> BinomialTest.upperTail(-1, 3, 0.5))
        .hasMessage("successes must be from 0 to trials, got -1 of 3");
    assertThatThrownBy(() -> BinomialTest.upperTail(1, 3, Double.NaN))
        .hasMessage("probability must be from 0 to 1, got NaN");
  }
}
