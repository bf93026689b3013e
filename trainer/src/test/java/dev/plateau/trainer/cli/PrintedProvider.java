package dev.plateau.trainer.cli;

import org.nd4j.linalg.factory.Nd4j;

/** A process that runs one command and prints at last which class gives ND4J its shapes. */
final class PrintedProvider {
  private PrintedProvider() {}

  public static void main(String[] arguments) {
    int code = Main.commandLine().execute(arguments);
    System.out.println(Nd4j.getShapeInfoProvider().getClass().getName());
    System.exit(code);
  }
}
