package dev.plateau.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChromiumTest {
  @TempDir Path temp;

  @Test
  void picture_showsWhatThePageDraws() throws Exception {
    Path page = temp.resolve("page.html");
    Files.writeString(
        page,
        "<body style='background: #ffffff'><script>setTimeout(() =>"
            + " document.body.style.background = '#ff0000', 500)</script>");
    Path picture = temp.resolve("pictures/page.png");
    Chromium.picture(temp, page.toUri(), picture, 200, 100, 2000);
    BufferedImage image = ImageIO.read(picture.toFile());
    assertThat(image.getWidth()).isEqualTo(200);
    assertThat(image.getRGB(100, 50)).isEqualTo(0xffff0000);
  }
}
