package dev.plateau.trainer.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class MatrixTest {
  private static final Matrix THREE_ROWS = new Matrix(3, 2, new double[] {1, 2, 3, 4, 5, 6});

  @Test
  void firstRows_some_areACopy() {
    Matrix first = THREE_ROWS.firstRows(2);
    assertThat(first).hasToString("2 x 2 matrix");
    assertThat(first.data()).containsExactly(1, 2, 3, 4);
    first.data()[0] = 9;
    assertThat(THREE_ROWS.get(0, 0)).isEqualTo(1);
    assertThat(THREE_ROWS.firstRows(0).data()).isEmpty();
  }

  @Test
  void firstRows_moreThanThereAre_areRefused() {
    for (int count : new int[] {-1, 4}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> THREE_ROWS.firstRows(count))
          .withMessage("3 x 2 matrix has no first " + count + " rows");
    }
  }
}
