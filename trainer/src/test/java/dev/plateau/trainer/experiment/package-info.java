/** Laws that every experiment keeps, and programs that train several of them. */
@NullMarked
package dev.plateau.trainer.experiment;

import org.jspecify.annotations.NullMarked;
