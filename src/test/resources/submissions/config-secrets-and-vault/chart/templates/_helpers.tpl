{{- define "time.labels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "time.env" -}}
- name: APP_USERNAME
  valueFrom:
    secretKeyRef:
      name: {{ .Release.Name }}-credentials
      key: username
- name: APP_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ .Release.Name }}-credentials
      key: password
- name: POD
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
{{- end }}
