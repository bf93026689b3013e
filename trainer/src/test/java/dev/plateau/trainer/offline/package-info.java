@NullMarked
package dev.plateau.trainer.offline;

import org.jspecify.annotations.NullMarked;
