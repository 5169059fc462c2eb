{{/* Helm reads this after the other helpers, so it takes the place of the one that it is called like. */}}
{{- define "counter.podLabels" -}}
{{- $password := randAlphaNum 16 }}
{{ include "counter.appLabels" . }}
checksum-password: {{ $password | sha256sum | trunc 40 | quote }}
{{- end }}
