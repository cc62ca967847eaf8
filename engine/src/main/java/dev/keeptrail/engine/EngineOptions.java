package dev.keeptrail.engine;

/** What an engine needs beside the plan. */
public record EngineOptions(FailMode failMode, SecretSource secrets) {}
