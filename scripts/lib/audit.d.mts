export function auditVerdict(answer: string): { ok: boolean; message: string };
