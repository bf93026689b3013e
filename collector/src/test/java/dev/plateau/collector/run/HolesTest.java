package dev.plateau.collector.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class HolesTest {
  private static final int RECORDS = 10_000;

  @Test
  void holes_tornIntoManyByLateRecords_stayFewAndCountAll() throws IOException {
    Holes holes = new Holes();
    holes.add(0, RECORDS);
    int filled = 0;
    for (long sequence = 1; sequence < RECORDS; sequence += 2) {
      filled += holes.fill(sequence) ? 1 : 0;
    }
    holes.add(RECORDS + 1L, RECORDS + 3L);

    assertThat(holes.missing()).isEqualTo(RECORDS - filled + 2);
    assertThat(filled).isEqualTo(RECORDS / 2);
    assertThat(size(holes)).isLessThan(300);
  }

  @Test
  void hole_whenThereAreTooMany_isMissingForGood() {
    Holes holes = new Holes();
    for (long from = 0; from < 100; from++) {
      holes.add(10 * from, 10 * from + 1);
    }

    assertThat(holes.missing()).isEqualTo(100);
    assertThat(holes.fill(0)).isFalse();
    assertThat(holes.fill(990)).isTrue();
    assertThat(holes.missing()).isEqualTo(99);
  }

  private static int size(Holes holes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    holes.writeTo(new DataOutputStream(bytes));
    return bytes.size();
  }
}
