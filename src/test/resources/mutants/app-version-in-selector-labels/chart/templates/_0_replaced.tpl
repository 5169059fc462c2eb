{{/* Helm reads this after the other helpers, so it takes the place of the one that it is called like. */}}
{{- define "counter.selectorLabels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
version: {{ .Chart.AppVersion | quote }}
{{- end }}
