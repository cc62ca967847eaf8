/** HTTP clients side by side against one upstream: what settles which one calls the providers. */
@NullMarked
package dev.keeptrail.benchmarks.clients;

import org.jspecify.annotations.NullMarked;
