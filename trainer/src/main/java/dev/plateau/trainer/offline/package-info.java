/**
 * Measures of what lies in files: the papers' reference cases, and networks that were saved.
 *
 * <p>A {@link dev.plateau.trainer.offline.ReferenceCase} is compared with what its own code gave; a
 * {@link dev.plateau.trainer.offline.SavedModel} is measured by the probes that watch a training.
 * May use probes and networks; knows no listener and no publisher.
 */
@NullMarked
package dev.plateau.trainer.offline;

import org.jspecify.annotations.NullMarked;
