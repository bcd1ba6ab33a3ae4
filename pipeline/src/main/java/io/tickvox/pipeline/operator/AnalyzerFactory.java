package io.tickvox.pipeline.operator;

import io.tickvox.text.Analyzer;
import java.io.Serializable;

/** Makes a task's analyzer where the task runs; models and directories do not travel with the job. */
@FunctionalInterface
public interface AnalyzerFactory extends Serializable {
    Analyzer create();
}
