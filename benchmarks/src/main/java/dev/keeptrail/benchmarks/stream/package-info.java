/** What it costs to judge an answer while it comes, and how much of it is held back. */
@NullMarked
package dev.keeptrail.benchmarks.stream;

import org.jspecify.annotations.NullMarked;
