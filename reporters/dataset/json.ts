/** The report on fine-tuning data as JSON: schemas/dataset-report.schema.json. */
import type { DatasetReport } from '../../schemas/types/dataset-report.js';
import { escapedJson } from '../plain.js';

export function datasetToJson(report: DatasetReport): string {
  return `${escapedJson(JSON.stringify(report, null, 2))}\n`;
}
