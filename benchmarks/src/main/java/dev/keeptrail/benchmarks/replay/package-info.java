/** What the replay shell costs on a large ledger. */
@NullMarked
package dev.keeptrail.benchmarks.replay;

import org.jspecify.annotations.NullMarked;
